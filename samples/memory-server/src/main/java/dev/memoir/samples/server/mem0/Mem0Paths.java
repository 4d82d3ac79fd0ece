// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import java.util.List;

/** Which paths belong to mem0's protocol. */
final class Mem0Paths {

    private static final List<String> PLATFORM =
            List.of("/v1/", "/v2/", "/v3/", "/api/v1/orgs/", "/api/v1/webhooks/", "/api/v1/auth/");

    private static final List<String> SELF_HOSTED = List.of(
            "/memories",
            "/search",
            "/entities",
            "/api-keys",
            "/requests",
            "/reset",
            "/configure",
            "/generate-instructions",
            "/auth");

    private Mem0Paths() {}

    static boolean isPlatform(String path) {
        return PLATFORM.stream().anyMatch(path::startsWith);
    }

    static boolean isSelfHosted(String path) {
        return SELF_HOSTED.stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }
}
