package dev.memoir.testing.server;

import java.util.Optional;

/** Why a test does not run, with a line for a reader of the build's output: the runner prints no reasons. */
public final class UnnamedServer {

    private UnnamedServer() {}

    /** The reason, printed; empty if the server is named. */
    public static Optional<String> reason(TestServer server, String test) {
        if (server.named().isPresent()) {
            return Optional.empty();
        }
        String reason = test + " is skipped: " + server.variable()
                + " names no server. To run it: eval \"$(.ci/servers start)\" && ./mvnw verify";
        System.out.println(reason);
        return Optional.of(reason);
    }
}
