package dev.memoir.samples.server.mem0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.samples.server.NpmProject;
import dev.memoir.samples.server.NpmProject.Outcome;
import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import org.junit.jupiter.api.Test;

/** The clients that mem0 publishes, unmodified, against a running server. */
class Mem0ClientsIT {

    private static final RunningServer SERVER = RunningServer.shared();

    @Test
    void every_method_of_the_javascript_client_works_unchanged() {
        ServerClient tenant = SERVER.newTenant();
        Outcome outcome = NpmProject.installed().node(SERVER, tenant, "mem0-client.mjs");
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("mem0 client: done");
    }
}
