// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.key.Tenant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The settings of tenants that clients of mem0 can change. Thread-safe. */
@Repository
class Mem0ProjectRepository {

    private final JdbcClient client;

    Mem0ProjectRepository(ServerDatabase database) {
        client = database.client();
    }

    /** {@return what to look for in all turns of a tenant; null for nothing in particular} */
    @Nullable
    String instructions(Tenant tenant) {
        return client.sql("select custom_instructions from mem0_project where tenant = :tenant"
                        + " and custom_instructions is not null")
                .param("tenant", tenant.name())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    void saveInstructions(Tenant tenant, @Nullable String instructions) {
        client.sql("insert into mem0_project (tenant, custom_instructions) values (:tenant, :instructions)"
                        + " on conflict (tenant) do update set custom_instructions = excluded.custom_instructions")
                .param("tenant", tenant.name())
                .param(
                        "instructions",
                        Optional.ofNullable(instructions)
                                .filter(text -> !text.isBlank())
                                .orElse(null))
                .update();
    }
}
