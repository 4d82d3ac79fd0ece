// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.Filter;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryIndexException;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.embed.minilm.MiniLmEmbedder;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.ai.vectorstore.pgvector.PgVectorStore;
import org.springframework.ai.vectorstore.pgvector.PgVectorStore.PgDistanceType;
import org.springframework.jdbc.core.JdbcTemplate;

/** The index on a real PostgreSQL with pgvector. */
@NeedsServer(TestServer.POSTGRES)
class PgVectorStoreTest {

    private static final Scope ZOE = Scope.user("zoe'||'1'=='1");

    @TempDir
    private Path directory;

    private MemoirEmbeddingModel model;
    private JdbcTemplate database;

    @BeforeEach
    void connect() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(TestServer.POSTGRES.jdbcUrl());
        database = new JdbcTemplate(source);
        database.execute("drop schema if exists memoir_test cascade");
        model = new MemoirEmbeddingModel(MiniLmEmbedder.load());
    }

    @AfterEach
    void drop() {
        model.close();
        database.execute("drop schema if exists memoir_test cascade");
    }

    @Test
    void a_memory_recalls_across_a_restart_forgets_and_keeps_users_apart() {
        PgVectorStore store = store(PgDistanceType.COSINE_DISTANCE);
        try (LongTermMemory memory = memory(store)) {
            memory.add(
                    ZOE,
                    Turn.builder(Role.USER, "My sister Ana moved to Lisbon in May.")
                            .metadata(Map.of("topic", "family", "n", 1))
                            .build(),
                    Turn.user("I like green tea."));
            memory.add(Scope.user("tom"), Turn.user("My sister Ana moved to Berlin."));
            memory.add(Scope.agent("zoe"), Turn.user("My sister Ana moved to Oslo."));
            assertThat(recalled(memory, "Where does my sister live?", Filter.all()))
                    .hasSize(2)
                    .first()
                    .isEqualTo("My sister Ana moved to Lisbon in May.");
            assertThat(recalled(memory, "sister", Filter.eq("topic", "family"))).hasSize(1);
            assertThat(recalled(memory, "sister", Filter.gt("n", 1))).isEmpty();
        }
        assertThat(database.queryForObject("select count(*) from memoir_test.vector_store", Long.class))
                .isEqualTo(5);
        try (LongTermMemory memory = memory(store)) {
            assertThat(memory.status().indexLag()).isZero();
            assertThat(recalled(memory, "Where does my sister live?", Filter.all()))
                    .hasSize(2);
            memory.forget(ZOE);
            assertThat(recalled(memory, "Where does my sister live?", Filter.all()))
                    .isEmpty();
        }
        assertThat(database.queryForObject("select count(*) from memoir_test.vector_store", Long.class))
                .isEqualTo(3);
    }

    @Test
    void one_that_measures_no_cosine_is_refused() {
        PgVectorStore store = store(PgDistanceType.EUCLIDEAN_DISTANCE);
        assertThatThrownBy(() -> VectorStoreMemoryIndex.open(store, model))
                .isInstanceOf(MemoryIndexException.class)
                .hasMessageContaining("does not measure the cosine");
        assertThat(database.queryForObject("select count(*) from memoir_test.vector_store", Long.class))
                .isZero();
    }

    private PgVectorStore store(PgDistanceType distance) {
        PgVectorStore store = PgVectorStore.builder(database, model)
                .schemaName("memoir_test")
                .dimensions(model.dimension())
                .distanceType(distance)
                .initializeSchema(true)
                .build();
        try {
            store.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return store;
    }

    private LongTermMemory memory(PgVectorStore store) {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(model)
                .index(dimension -> VectorStoreMemoryIndex.open(store, model))
                .open();
    }

    private static List<String> recalled(LongTermMemory memory, String question, Filter filter) {
        return memory.search(SearchRequest.builder(ZOE, question).filter(filter).build()).hits().stream()
                .map(hit -> hit.item().text())
                .toList();
    }
}
