// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.memoir.EmbedderMismatchException;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.ProgressListener;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.Turn;
import dev.memoir.embed.Embedder;
import dev.memoir.maintenance.ReindexRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedder whose vectors differ in length from those stored under its id. */
class VectorLengthTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    private Path directory;

    /** Simulates a model that was replaced by another under the same name. */
    private static final class Resized implements Embedder {
        private int given;

        Resized(int given) {
            this.given = given;
        }

        @Override
        public String id() {
            return "my-model";
        }

        @Override
        public int dimension() {
            return given;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return texts.stream().map(this::vector).toList();
        }

        private float[] vector(String text) {
            float[] vector = new float[given];
            for (String word : text.split(" ", -1)) {
                vector[Math.floorMod(word.hashCode(), given)]++;
            }
            return vector;
        }
    }

    @Test
    void it_is_rejected_before_anything_is_stored_and_what_is_there_still_opens() {
        try (LongTermMemory memory = open(384)) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
        }
        assertThatExceptionOfType(EmbedderMismatchException.class)
                .isThrownBy(() -> open(768))
                .withMessageContaining("'my-model' returns vectors of 768 dimensions")
                .withMessageContaining("have 384")
                .withMessageContaining("another id, such as 'my-model/768'");
        try (LongTermMemory memory = open(384)) {
            assertThatItIsFoundByMeaning(memory, "My sister Ana moved to Lisbon.");
            assertThat(memory.listTurns(ListRequest.builder(ZOE).build()).items())
                    .hasSize(1);
        }
    }

    @Test
    void a_memory_whose_index_was_deleted_opens_with_the_model_that_made_its_vectors() throws IOException {
        try (LongTermMemory memory = open(384)) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
        }
        deleteIndex();
        assertThatExceptionOfType(EmbedderMismatchException.class).isThrownBy(() -> open(768));
        assertThat(directory.resolve("index")).doesNotExist();
        try (LongTermMemory memory = open(384)) {
            assertThatItIsFoundByMeaning(memory, "My sister Ana moved to Lisbon.");
        }
    }

    @Test
    void a_memory_without_vectors_takes_any_and_one_id_after_another() {
        open(384).close();
        assertThatCode(() -> open(768).close()).doesNotThrowAnyException();
    }

    @Test
    void a_memory_is_not_built_anew_with_it_either() {
        try (LongTermMemory memory = open(384)) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
            assertThatExceptionOfType(EmbedderMismatchException.class)
                    .isThrownBy(() ->
                            memory.maintenance().reindex(ReindexRequest.to(new Resized(768)), ProgressListener.SILENT));
            assertThatItIsFoundByMeaning(memory, "My sister Ana moved to Lisbon.");
        }
    }

    @Test
    void one_whose_vectors_change_while_it_is_used_loses_no_turn_and_stores_none_of_them() throws SQLException {
        Resized embedder = new Resized(384);
        try (LongTermMemory memory = open(embedder)) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
            embedder.given = 768;
            memory.add(ZOE, Turn.user("My brother Tom moved to Oslo."));
            assertThat(memory.status().indexLag()).isZero();
            assertThat(memory.search(ZOE, "Oslo").hits()).isNotEmpty();
            assertThat(lengths()).containsExactly(384);
            embedder.given = 384;
            memory.add(ZOE, Turn.user("I like tea."));
            assertThatItIsFoundByMeaning(memory, "My brother Tom moved to Oslo.");
            assertThat(lengths()).containsExactly(384, 384, 384);
        }
    }

    /** Leaves vectors as an earlier version, which did not compare lengths, or an import may have left them. */
    @Test
    void vectors_of_two_lengths_under_one_id_are_all_made_to_the_length_of_the_embedder() throws Exception {
        try (LongTermMemory memory = open(384)) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
            memory.add(ZOE, Turn.user("My brother Tom moved to Oslo."));
        }
        String other = "UPDATE vector SET vector = zeroblob(" + 768 * Float.BYTES
                + ") WHERE item_id = (SELECT id FROM turn WHERE text LIKE '%Lisbon%')";
        ledger(statement -> statement.executeUpdate(other));
        deleteIndex();
        try (LongTermMemory memory = open(384)) {
            await().until(() -> List.of(384, 384).equals(lengths()));
            await().until(() -> memory.status().indexLag() == 0);
            assertThatItIsFoundByMeaning(memory, "My sister Ana moved to Lisbon.");
            assertThatItIsFoundByMeaning(memory, "My brother Tom moved to Oslo.");
        }
    }

    private static void assertThatItIsFoundByMeaning(LongTermMemory memory, String text) {
        SearchResult found =
                memory.search(SearchRequest.builder(ZOE, text).explain().build());
        assertThat(found.notices()).isEmpty();
        assertThat(found.hits().get(0).item().text()).isEqualTo(text);
        assertThat(found.hits().get(0).explanation())
                .filteredOn(share -> share.signal().equals("dense"))
                .singleElement()
                .satisfies(share -> assertThat(share.value()).isGreaterThan(0.99));
    }

    private void deleteIndex() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("index"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private interface Work {
        void with(Statement statement) throws SQLException;
    }

    private void ledger(Work work) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            work.with(statement);
        }
    }

    private List<Integer> lengths() throws SQLException {
        List<Integer> lengths = new ArrayList<>();
        ledger(statement -> {
            try (ResultSet rows = statement.executeQuery("SELECT LENGTH(vector) / 4 FROM vector ORDER BY 1")) {
                while (rows.next()) {
                    lengths.add(rows.getInt(1));
                }
            }
        });
        return lengths;
    }

    private LongTermMemory open(int dimension) {
        return open(new Resized(dimension));
    }

    private LongTermMemory open(Embedder embedder) {
        return LongTermMemory.builder().directory(directory).embedder(embedder).open();
    }
}
