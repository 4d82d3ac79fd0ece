// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

import org.springframework.http.MediaType;

/** How a protocol reports errors. Beans of this type are asked in their order; the first that applies renders. */
public interface ErrorFormat {

    /**
     * {@return whether this format renders the errors of a path}
     *
     * @param path the path of the request
     */
    boolean appliesTo(String path);

    /** {@return the content type of the body} */
    MediaType contentType();

    /**
     * {@return the body, to be written as JSON}
     *
     * @param error the error
     * @param requestId the id of the request
     */
    Object body(ApiError error, String requestId);
}
