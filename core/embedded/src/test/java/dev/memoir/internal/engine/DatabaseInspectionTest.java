// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.index.pgvector.PgVectorIndex;
import dev.memoir.inspection.CheckLevel;
import dev.memoir.inspection.CheckResult;
import dev.memoir.inspection.InspectionDepth;
import dev.memoir.inspection.InspectionReport;
import dev.memoir.ledger.jdbc.PostgresLedger;
import dev.memoir.testing.WordEmbedder;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an inspection says of a memory in PostgreSQL. */
@NeedsServer(TestServer.POSTGRES)
class DatabaseInspectionTest {

    private static final Scope ZOE = Scope.user("zoe");

    private final TestDatabase database = new TestDatabase();

    @TempDir
    private Path directory;

    @AfterEach
    void drop() {
        database.close();
    }

    private LongTermMemoryBuilder builder() {
        return LongTermMemory.builder()
                .embedder(new WordEmbedder())
                .ledger(PostgresLedger.builder(database.source())
                        .schema(database.schema())
                        .build())
                .index(PgVectorIndex.builder(database.source())
                        .schema(database.schema())
                        .build());
    }

    private void fill() {
        try (LongTermMemory memory = builder().open()) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
        }
    }

    private static InspectionReport inspect(LongTermMemoryBuilder builder) {
        InspectionReport report = builder.inspect(InspectionDepth.QUICK);
        assertThat(report.results().toString()).doesNotContain("Lisbon", "zoe", "s3cret");
        return report;
    }

    private static void assertLevel(InspectionReport report, String check, CheckLevel level, String... words) {
        CheckResult result = report.result(check)
                .orElseThrow(() -> new AssertionError("no check " + check + " in " + report.results()));
        assertThat(result.level()).as(result.toString()).isEqualTo(level);
        assertThat(result.message() + " " + result.advice()).contains(words);
    }

    @Test
    void a_memory_is_well_and_stays_so_while_it_is_open() {
        fill();
        try (LongTermMemory open = builder().open()) {
            open.add(ZOE, Turn.user("She keeps bees."));
            InspectionReport report = inspect(builder());
            assertThat(report.level()).as(report.toString()).isEqualTo(CheckLevel.OK);
            assertThat(report.results().stream().map(CheckResult::check))
                    .containsExactly(
                            "java",
                            "embedder",
                            "server",
                            "connections",
                            "privileges",
                            "schema",
                            "ledger",
                            "pgvector",
                            "index",
                            "index-lag",
                            "index-embedder",
                            "forgotten",
                            "parked",
                            "pending",
                            "tokens",
                            "size");
            assertThat(report.result("size").orElseThrow().figures()).containsEntry("turns", 2L);
            assertThat(report.result("size").orElseThrow().figures().get("ledgerBytes"))
                    .isGreaterThan(100_000L);
        }
    }

    @Test
    void a_database_without_the_schema_or_its_tables_holds_no_memory_and_none_is_created() {
        InspectionReport report = inspect(builder());
        assertLevel(report, "schema", CheckLevel.PROBLEM, "has no schema " + database.schema(), "may create them");
        assertThat(report.result("index")).isEmpty();
        assertThat(database.query("SELECT COUNT(*) FROM pg_namespace WHERE nspname = '" + database.schema() + "'"))
                .isEqualTo("0");
        database.execute("CREATE SCHEMA " + database.schema());
        assertLevel(inspect(builder()), "schema", CheckLevel.PROBLEM, "contains no ledger");
    }

    @Test
    void a_schema_of_a_later_version_is_a_problem() {
        fill();
        database.execute(
                "UPDATE " + database.schema() + ".memoir_schema_history SET version = '999' WHERE version =" + " '6'");
        assertLevel(inspect(builder()), "schema", CheckLevel.PROBLEM, "version 999", "at least as new");
    }

    @Test
    void an_index_that_is_missing_or_of_another_embedder_is_told() {
        fill();
        assertLevel(
                inspect(builder().embedder(new WordEmbedder("other"))),
                "index-embedder",
                CheckLevel.WARNING,
                "vectors of words",
                "about 1 item are embedded anew");
        database.execute("DROP TABLE " + database.schema() + ".index_64_position");
        assertLevel(inspect(builder()), "index", CheckLevel.WARNING, "is no pgvector index", "fills it");
    }

    @Test
    void an_index_in_a_directory_is_checked_beside_the_database() {
        LongTermMemoryBuilder embedded = LongTermMemory.builder()
                .embedder(new WordEmbedder())
                .directory(directory)
                .ledger(PostgresLedger.builder(database.source())
                        .schema(database.schema())
                        .build());
        try (LongTermMemory memory = embedded.open()) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
        }
        InspectionReport report = inspect(embedded);
        assertThat(report.level()).as(report.toString()).isEqualTo(CheckLevel.OK);
        assertLevel(report, "lock", CheckLevel.OK, "No application");
        assertLevel(report, "index-lag", CheckLevel.OK, "every change");
        assertThat(report.result("pgvector")).isEmpty();
    }

    @Test
    void missing_privileges_are_named_and_what_may_be_read_is_checked() {
        fill();
        String role = database.schema() + "_reader";
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 's3cret'");
        try {
            database.execute("GRANT USAGE ON SCHEMA " + database.schema() + " TO " + role);
            database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA " + database.schema() + " TO " + role);
            InspectionReport report = inspect(as(role, "s3cret"));
            assertLevel(report, "privileges", CheckLevel.PROBLEM, "CREATE on the schema", "INSERT on", "Grant");
            assertLevel(report, "ledger", CheckLevel.OK, "readable");

            database.execute("REVOKE USAGE ON SCHEMA " + database.schema() + " FROM " + role);
            report = inspect(as(role, "s3cret"));
            assertLevel(report, "privileges", CheckLevel.PROBLEM, "USAGE on the schema");
            assertThat(report.result("size")).isEmpty();
        } finally {
            database.execute("DROP OWNED BY " + role);
            database.execute("DROP ROLE " + role);
        }
    }

    private LongTermMemoryBuilder as(String user, String password) {
        return at(TestServer.POSTGRES.jdbcUrl().replaceFirst("\\?.*", ""), user, password);
    }

    private LongTermMemoryBuilder at(String url, String user, String password) {
        return LongTermMemory.builder()
                .embedder(new WordEmbedder())
                .ledger(PostgresLedger.builder(url, user, password)
                        .schema(database.schema())
                        .build())
                .index(PgVectorIndex.builder(url, user, password)
                        .schema(database.schema())
                        .build());
    }

    @Test
    void a_server_that_is_unreachable_or_rejects_the_user_is_a_problem_whose_message_has_no_password() {
        InspectionReport report = inspect(as("nobody", "s3cret"));
        assertLevel(report, "server", CheckLevel.PROBLEM, "rejects this user or its password");
        assertThat(report.result("index")).isEmpty();
        report = inspect(at("jdbc:postgresql://localhost:1/memoir?password=s3cret", "nobody", ""));
        assertLevel(report, "server", CheckLevel.PROBLEM, "is not reachable", "Check the address");
    }

    @Test
    void a_database_without_the_extension_is_told_to_create_it() {
        String name = database.schema() + "_plain";
        database.execute("CREATE DATABASE " + name + " TEMPLATE template0");
        try {
            LongTermMemoryBuilder plain = LongTermMemory.builder()
                    .embedder(new WordEmbedder())
                    .ledger(PostgresLedger.builder(database.source())
                            .schema(database.schema())
                            .build())
                    .index(PgVectorIndex.builder(
                                    TestServer.POSTGRES.jdbcUrl().replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"),
                                    "",
                                    "")
                            .build());
            fill();
            assertLevel(inspect(plain), "pgvector", CheckLevel.PROBLEM, "lacks the extension", "CREATE EXTENSION");
        } finally {
            database.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }
}
