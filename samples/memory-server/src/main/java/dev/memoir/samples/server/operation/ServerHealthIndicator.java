// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.operation;

import dev.memoir.samples.server.database.ServerDatabase;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Reports up while the database answers. An index that lags, a model that fails or one tenant's problem do not make the
 * server unhealthy: it goes on serving.
 */
@Component("serverHealthIndicator")
final class ServerHealthIndicator extends AbstractHealthIndicator {

    private final ServerDatabase database;

    ServerHealthIndicator(ServerDatabase database) {
        super("The server's database does not answer");
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        database.client().sql("select 1").query(Integer.class).single();
        health.up();
    }
}
