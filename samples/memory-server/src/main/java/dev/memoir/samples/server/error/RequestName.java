// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

/** The name of a field or parameter as an error may repeat it. It comes from the request, so it could be anything. */
public final class RequestName {

    private RequestName() {}

    /**
     * {@return the name if it is short and plain, otherwise a question mark}
     *
     * @param name a name from a request
     */
    public static String shown(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,60}") ? name : "?";
    }
}
