// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

import jakarta.servlet.http.HttpServletRequest;

/** The id of a request, which its response, the log and the audit log have in common. */
public final class RequestId {

    /** The request attribute that holds the id. */
    public static final String ATTRIBUTE = RequestId.class.getName();

    private RequestId() {}

    /**
     * {@return the id of a request}
     *
     * @param request the request
     */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "unknown";
    }
}
