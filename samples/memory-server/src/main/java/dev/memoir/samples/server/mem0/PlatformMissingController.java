// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.mem0.request.RequestProblem;
import dev.memoir.samples.server.security.ReadsOnly;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the platform has and Memoir has not: an answer that says so, and what to use instead. */
@Mem0Controller
@ReadsOnly
class PlatformMissingController {

    @RequestMapping("/api/v1/webhooks/**")
    void webhooks() {
        throw RequestProblem.notImplemented("Memoir has no webhooks. Poll /v1/event/{id}/ or /v1/events/ instead.");
    }

    @RequestMapping("/api/v1/orgs/**")
    void organisations() {
        throw RequestProblem.notImplemented("Organisations, projects and members are not managed here: tenants and keys"
                + " are, by 'memoir keys' and the dashboard.");
    }

    @RequestMapping("/api/v1/auth/**")
    void accounts() {
        throw RequestProblem.notImplemented(
                "There are no accounts: create an API key with 'memoir keys create' or in the dashboard.");
    }

    @RequestMapping("/v1/summary/")
    void summary() {
        throw RequestProblem.notImplemented(
                "There is no summary across memories. Use the user's profile, /v2/entities/user/{id}/profile/.");
    }

    @RequestMapping("/v1/agent-rush/**")
    void agentRush() {
        throw RequestProblem.notImplemented("This is a game of mem0's platform; Memoir does not take part in it.");
    }
}
