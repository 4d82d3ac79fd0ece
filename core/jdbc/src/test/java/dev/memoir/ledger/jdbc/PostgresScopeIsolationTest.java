// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.Ledger;
import dev.memoir.testing.contract.ScopeIsolationContract;
import dev.memoir.testing.server.PostgresNamedCondition;
import dev.memoir.testing.server.TestServer;
import dev.memoir.testing.server.UnnamedServer;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;

@AddLifecycleHook(PostgresNamedCondition.class)
class PostgresScopeIsolationTest extends ScopeIsolationContract {

    private static final PostgresSchemas SCHEMA = new PostgresSchemas();

    private static boolean made;

    @Override
    protected Ledger fresh() {
        if (!made) {
            SCHEMA.open().close();
            made = true;
        }
        SCHEMA.execute("TRUNCATE %1$s.mm_ledger, %1$s.mm_conversation, %1$s.mm_request, %1$s.mm_turn, %1$s.mm_memory,"
                .concat(" %1$s.mm_event, %1$s.mm_source, %1$s.mm_vector, %1$s.mm_change, %1$s.mm_summary,"
                        + " %1$s.mm_mention, %1$s.mm_entity_name, %1$s.mm_spending, %1$s.mm_linking,"
                        + " %1$s.mm_entity_event")
                .formatted(SCHEMA.name));
        return SCHEMA.open();
    }

    @AfterContainer
    static void drop() {
        if (UnnamedServer.reason(TestServer.POSTGRES, "").isEmpty()) {
            SCHEMA.close();
        }
    }
}
