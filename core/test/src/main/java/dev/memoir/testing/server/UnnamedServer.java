// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.server;

import java.util.Optional;

/** Explains why a test is skipped. The reason is also printed, because the test runner does not report it. */
public final class UnnamedServer {

    private UnnamedServer() {}

    /**
     * Prints the reason why a test is skipped.
     *
     * @param server the server that the test needs
     * @param test the name of the test
     * @return the reason; empty if the server is configured
     */
    public static Optional<String> reason(TestServer server, String test) {
        if (server.named().isPresent()) {
            return Optional.empty();
        }
        String reason = test + " is skipped: " + server.variable()
                + " is not set. To run it: eval \"$(.ci/servers start)\" && ./mvnw verify";
        System.out.println(reason);
        return Optional.of(reason);
    }
}
