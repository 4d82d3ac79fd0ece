// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import dev.memoir.samples.server.mcp.connection.McpConnection;
import jakarta.servlet.http.HttpServletRequest;

/** Finds out whose memory an HTTP request is about. */
@FunctionalInterface
public interface ConnectionResolver {

    /**
     * {@return the connection that a request belongs to}
     *
     * @param request an authenticated request
     * @throws dev.memoir.InvalidInputException if the request names nobody
     * @throws dev.memoir.samples.server.error.ForbiddenException if the key does not permit whom the request names
     */
    McpConnection resolve(HttpServletRequest request);
}
