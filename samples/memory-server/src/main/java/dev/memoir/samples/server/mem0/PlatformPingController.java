// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.key.Caller;
import org.springframework.web.bind.annotation.GetMapping;

/** Who calls: clients ask before anything else. */
@Mem0Controller
class PlatformPingController {

    /**
     * The caller, as mem0 describes it.
     *
     * @param status always {@code ok}
     * @param org_id the organisation, the same for all tenants
     * @param project_id the tenant
     * @param user_email an address that does not exist: clients use it as an id, and otherwise a hash of the key
     */
    record Ping(String status, String org_id, String project_id, String user_email) {}

    @GetMapping("/v1/ping/")
    Ping ping(Caller caller) {
        return new Ping(
                "ok",
                Mem0Project.ORGANISATION,
                caller.tenant().name(),
                caller.tenant().name() + "@memoir.invalid");
    }
}
