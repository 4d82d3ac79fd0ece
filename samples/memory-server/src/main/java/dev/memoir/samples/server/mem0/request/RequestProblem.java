// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.request;

import dev.memoir.samples.server.error.ApiException;
import org.springframework.http.HttpStatus;

/** The errors of requests that mem0's clients send. Only short, plain names of a request are repeated. */
public final class RequestProblem {

    private RequestProblem() {}

    /**
     * {@return a request that is not valid}
     *
     * @param detail what is wrong and what to do
     */
    public static ApiException invalid(String detail) {
        return new ApiException(HttpStatus.BAD_REQUEST, detail);
    }

    /**
     * {@return a filter with an unknown field}
     *
     * @param name the field
     */
    public static ApiException unknownFilter(String name) {
        return invalid("filters." + shown(name) + " is not supported. Filters know user_id, agent_id, run_id, app_id,"
                + " created_at, updated_at, categories, keywords, metadata, and AND, OR, NOT.");
    }

    /**
     * {@return a field with something that Memoir does not have}
     *
     * @param field the field
     * @param advice what to do instead
     */
    public static ApiException unsupported(String field, String advice) {
        return invalid("The field '" + shown(field) + "' is not supported by Memoir. " + advice);
    }

    /** {@return that there is no such memory, as mem0 says it} */
    public static ApiException noMemory() {
        return new ApiException(HttpStatus.NOT_FOUND, "Memory not found!");
    }

    /**
     * {@return that Memoir does not have a function}
     *
     * @param detail what is missing and what to do instead
     */
    public static ApiException notImplemented(String detail) {
        return new ApiException(HttpStatus.NOT_IMPLEMENTED, detail);
    }

    /** {@return that facts cannot be extracted, for lack of a language model} */
    public static ApiException noModel() {
        return new ApiException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "This server has no language model to extract memories with. Store texts as they are with infer=false,"
                        + " or configure a model: see the server's documentation.");
    }

    /**
     * {@return a name as an error may repeat it}
     *
     * @param name a name from a request
     */
    public static String shown(String name) {
        return name.matches("[A-Za-z0-9_. -]{1,60}") ? name : "?";
    }
}
