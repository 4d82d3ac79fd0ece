// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.SPACE;
import static dev.memoir.testing.contract.Batches.keyed;
import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.memory;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.pending;
import static dev.memoir.testing.contract.Batches.turn;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ItemType;
import dev.memoir.ListRequest;
import dev.memoir.MemoryUpdate;
import dev.memoir.Metadata;
import dev.memoir.Scope;
import dev.memoir.UuidV7Generator;
import dev.memoir.entity.NameMatcher;
import dev.memoir.entity.PronounReferents;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.RequestKey;
import dev.memoir.ledger.jdbc.dialect.LedgerDialect;
import dev.memoir.ledger.jdbc.dialect.TransactionControl;
import dev.memoir.ledger.jdbc.sqlite.SqliteDialect;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number of statements that the ledger runs, none of which scans the rows of all users. */
class StatementsTest {

    private static final List<Scope> SCOPES = List.of(
            Scope.user("zoe"),
            Scope.agent("a"),
            Scope.run("r"),
            new Scope("zoe", "a", null),
            new Scope("zoe", null, "r"),
            new Scope("zoe", "a", "r"));

    @TempDir
    Path directory;

    private final List<String> statements = new ArrayList<>();
    private LedgerDatabase store;
    private JdbcLedger ledger;

    @BeforeEach
    void open() {
        store = LedgerDatabase.open(
                recordingCommits(new SqliteDialect(directory.resolve("ledger.db"))),
                new UuidV7Generator(Clock.systemUTC()),
                new SqlLogger() {
                    @Override
                    public void logBeforeExecution(StatementContext context) {
                        statements.add(context.getParsedSql().getSql());
                    }
                });
        ledger = new JdbcLedger(store);
        for (Scope scope : SCOPES) {
            ledger.items().add(turns(scope, "main", "a", "b"));
            ledger.items().add(memories(scope, "c", "d"));
        }
        statements.clear();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void no_statement_of_a_scope_scans_or_sorts_a_table() {
        for (Scope scope : SCOPES) {
            ledger.items().add(keyed(turns(scope, "main", "one"), "key", "hash"));
            ledger.items().replay(scope, new RequestKey("key", "hash"));
            String id = ledger.items()
                    .add(memories(scope, "known"))
                    .memories()
                    .get(0)
                    .id();
            ledger.items().memory(scope, id);
            ledger.items().fetch(scope, List.of(new ItemRef(ItemType.MEMORY, id), new ItemRef(ItemType.TURN, id)));
            ledger.items().turns(ListRequest.builder(scope).build());
            ledger.items().turns(ListRequest.builder(scope).newestFirst().build());
            ledger.items().memories(ListRequest.builder(scope).build(), NOW);
            ledger.items()
                    .memories(
                            ListRequest.builder(scope)
                                    .newestFirst()
                                    .includeExpired()
                                    .build(),
                            NOW);
            pending(ledger, scope, "main", 10);
            ledger.items().update(scope, id, MemoryUpdate.text("new"), new float[] {1}, SPACE, newId(), NOW);
            ledger.items().history(scope, id);
            ledger.items().stats(scope);
            ledger.items().retract(scope, id, newId(), NOW);
            ledger.items().add(turns(scope, "main", List.of(turn("Ana", "my sister Eva", Map.of()))));
            ledger.items().add(turns(scope, "main", "Ana came"));
            ledger.entities().named(scope, NameMatcher.of("Where is Ana?", PronounReferents.OF_USER));
            ledger.entities().entityHistory(scope, "Ana");
            ledger.entities().split(scope, "Annie", newId(), NOW);
            while (ledger.entities().linkEarlier()) {
                // one batch after another
            }
            ledger.projection().changes(5, 10, SPACE);
            ledger.projection().countChanges(5);
            ledger.projection().lastChange();
            ledger.items().forget(scope, id);
            ledger.items().forget(scope);
        }
        assertThat(statements).hasSizeGreaterThan(100);
        for (String sql : List.copyOf(statements)) {
            boolean first = sql.startsWith("SELECT * FROM linking AS linking ORDER BY");
            if (!sql.contains("ledger") && !first) {
                assertThat(plan(sql))
                        .as(sql)
                        // The result of a subquery may be scanned.
                        .noneMatch(step -> step.startsWith("SCAN")
                                && !step.startsWith("SCAN (subquery")
                                && !Set.of("SCAN speaking", "SCAN CONSTANT ROW").contains(step))
                        .noneMatch(step -> step.contains("TEMP B-TREE"));
            }
        }
    }

    /** Scopes without a user share the user '': an agent's rows must be found among them by the agent. */
    @Test
    void rows_of_a_scope_without_a_user_are_found_by_its_agent_or_run() {
        for (Scope scope : List.of(Scope.agent("a"), Scope.run("r"))) {
            statements.clear();
            ledger.items().turns(ListRequest.builder(scope).build());
            ledger.items().memories(ListRequest.builder(scope).newestFirst().build(), NOW);
            ledger.items().stats(scope);
            for (String sql : List.copyOf(statements)) {
                if (!sql.equals("COMMIT")) {
                    assertThat(plan(sql))
                            .as(sql)
                            .anyMatch(step -> step.contains(
                                    scope.agentId() == null ? "user_id=? AND run_id=?" : "user_id=? AND agent_id=?"));
                }
            }
        }
    }

    @Test
    void speakers_are_found_by_index_without_reading_their_turns() {
        for (Scope scope : List.of(Scope.user("u"), Scope.agent("a"), Scope.run("r"))) {
            statements.clear();
            ledger.entities().named(scope, NameMatcher.of("Where is Ana?", PronounReferents.OF_USER));
            assertThat(plan(statements.get(0)).stream().filter(step -> step.contains(" turn ")))
                    .hasSize(2)
                    .allMatch(step ->
                            step.startsWith("SEARCH turn USING COVERING INDEX turn_by_") && step.contains("speaker"));
        }
    }

    @Test
    void items_are_found_by_their_id() {
        Scope scope = Scope.user("u");
        statements.clear();
        ledger.items()
                .fetch(scope, List.of(new ItemRef(ItemType.TURN, newId()), new ItemRef(ItemType.MEMORY, newId())));
        assertThat(statements.stream().filter(sql -> sql.startsWith("SELECT")).toList())
                .hasSize(2)
                .allSatisfy(sql -> assertThat(plan(sql)).first().asString().contains("(id=?)"));
    }

    @Test
    void items_without_a_vector_are_found_without_reading_those_that_have_one() {
        ledger.projection().missingVectors(SPACE, 10);
        assertThat(plan(statements.get(0)))
                .anyMatch(step -> step.startsWith("SCAN change"))
                .noneMatch(step -> step.startsWith("SCAN turn") || step.startsWith("SCAN memory"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    private List<String> plan(String sql) {
        return store.read(handle -> {
            List<String> steps = new ArrayList<>();
            try (var statement = handle.getConnection().prepareStatement("EXPLAIN QUERY PLAN " + sql);
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(rows.getString("detail"));
                }
                return steps;
            } catch (java.sql.SQLException e) {
                throw new AssertionError(sql, e);
            }
        });
    }

    @Test
    void the_number_of_statements_does_not_grow_with_the_number_of_items() {
        Scope scope = Scope.user("many");
        List<ItemRef> refs = new ArrayList<>();
        ledger.items()
                .add(turns(
                        scope,
                        "main",
                        IntStream.range(0, 300).mapToObj(i -> "t" + i).toArray(String[]::new)))
                .turns()
                .forEach(turn -> refs.add(new ItemRef(ItemType.TURN, turn.id())));
        assertThat(statements)
                .as("an add: places, turns, names, feed (two), commit")
                .hasSize(6);

        assertThat(statementsOf(() -> ledger.items().fetch(scope, refs)))
                .as("no transaction around it")
                .isEqualTo(1);
        assertThat(statementsOf(() -> ledger.projection().changes(0, 1000, SPACE)))
                .as("changes, names, sources, commit")
                .isEqualTo(4);
        assertThat(statementsOf(() -> ledger.items()
                        .turns(ListRequest.builder(scope).limit(300).build())))
                .isEqualTo(2);
        ledger.items()
                .add(memories(scope, memory(scope, "rare", null, Metadata.of("k", "v"), null), memory(scope, "more")));
        assertThat(statementsOf(() -> ledger.items().forget(scope))).isLessThan(40);
    }

    /** The statements of a call, including its commit. */
    private int statementsOf(Runnable call) {
        statements.clear();
        call.run();
        return statements.size();
    }

    /** SQLite with transactions whose end is recorded: on a server each is a round trip. */
    private LedgerDialect recordingCommits(LedgerDialect sqlite) {
        TransactionControl control = sqlite.transactions();
        TransactionControl recording = (TransactionControl) Proxy.newProxyInstance(
                TransactionControl.class.getClassLoader(),
                new Class<?>[] {TransactionControl.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        statements.add("COMMIT");
                    }
                    return method.invoke(control, arguments);
                });
        return (LedgerDialect) Proxy.newProxyInstance(
                LedgerDialect.class.getClassLoader(),
                new Class<?>[] {LedgerDialect.class},
                (proxy, method, arguments) ->
                        method.getName().equals("transactions") ? recording : method.invoke(sqlite, arguments));
    }
}
