// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.samples.server.NpmProject;
import dev.memoir.samples.server.NpmProject.Outcome;
import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The clients that mem0 publishes, unmodified, against a running server. */
class Mem0ClientsIT {

    private static final RunningServer SERVER = RunningServer.shared();

    @BeforeAll
    static void script() {
        SERVER.model().extracts("I moved to Porto last spring", "The user moved to Porto last spring.");
        SERVER.model().replies("Bruno", "{\"dog_name\":\"Bruno\"}");
    }

    @Test
    void every_method_of_the_javascript_client_works_unchanged() {
        ServerClient tenant = SERVER.newTenant();
        Outcome outcome = NpmProject.installed().node(SERVER, tenant, "mem0-client.mjs");
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("mem0 client: 29 methods");
        // Everything was deleted by the client, and no turn remains from which it could be extracted again.
        assertThat(entities(tenant).path("count").asInt()).isZero();
        assertThat(tenant.get("/api/v1/turns?userId=zoe").json().path("items").size())
                .isZero();
        JsonNode events = tenant.get("/v1/events/").json();
        assertThat(events.path("results").toString()).doesNotContain("Porto", "tea", "Bruno");
    }

    @Test
    void every_command_of_the_command_line_works_unchanged() {
        ServerClient tenant = SERVER.newTenant();
        Outcome outcome = NpmProject.installed().node(SERVER, tenant, "mem0-cli.mjs");
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("mem0 cli: done");
        assertThat(entities(tenant).path("count").asInt()).isZero();
    }

    private static JsonNode entities(ServerClient tenant) {
        return tenant.get("/v1/entities/").json();
    }
}
