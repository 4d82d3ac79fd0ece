// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.UuidV7Generator;
import dev.memoir.ledger.jdbc.sqlite.SqliteDialect;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementCacheTest {

    @TempDir
    Path directory;

    private final Set<Statement> used = Collections.newSetFromMap(new IdentityHashMap<>());
    private LedgerDatabase store;

    @BeforeEach
    void open() {
        store = LedgerDatabase.open(
                new SqliteDialect(directory.resolve("ledger.db")), new UuidV7Generator(Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_statement_with_a_list_is_prepared_once_per_list_length() {
        assertThat(in(List.of(1, 2))).containsExactly(1, 2);
        assertThat(in(List.of(3, 4))).containsExactly(3, 4);
        assertThat(in(List.of(5, 6))).containsExactly(5, 6);
        assertThat(used).hasSize(1);
        assertThat(in(List.of(7, 8, 9))).containsExactly(7, 8, 9);
        assertThat(in(List.of(1, 2))).containsExactly(1, 2);
        assertThat(used).hasSize(2);
    }

    @Test
    void a_statement_in_use_is_not_shared() {
        List<Integer> pairs = new ArrayList<>();
        store.readOnce(handle -> select(handle, List.of(1, 2)).stream()
                .peek(one -> select(handle, List.of(3, 4)).forEach(other -> pairs.add(10 * one + other)))
                .toList());
        assertThat(pairs).containsExactly(13, 14, 23, 24);
    }

    private List<Integer> in(List<Integer> numbers) {
        return store.readOnce(handle -> {
            handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    used.add(context.getStatement());
                }
            });
            return select(handle, numbers);
        });
    }

    private static List<Integer> select(Handle handle, List<Integer> numbers) {
        return handle.createQuery("SELECT value FROM json_each('[1,2,3,4,5,6,7,8,9]') WHERE value IN (<numbers>)")
                .bindList("numbers", numbers)
                .mapTo(Integer.class)
                .list();
    }
}
