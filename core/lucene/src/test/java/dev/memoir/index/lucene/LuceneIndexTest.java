// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import static dev.memoir.testing.contract.IndexDocuments.ZOE;
import static dev.memoir.testing.contract.IndexDocuments.apply;
import static dev.memoir.testing.contract.IndexDocuments.at;
import static dev.memoir.testing.contract.IndexDocuments.ids;
import static dev.memoir.testing.contract.IndexDocuments.query;
import static dev.memoir.testing.contract.IndexDocuments.removal;
import static dev.memoir.testing.contract.IndexDocuments.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.memoir.ItemType;
import dev.memoir.MemoryIndexException;
import dev.memoir.Metadata;
import dev.memoir.Scope;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.TurnPosition;
import dev.memoir.testing.contract.WordIndexContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneIndexTest extends WordIndexContract {

    @TempDir
    private Path directory;

    @Override
    protected String store() {
        return "Lucene " + Version.LATEST;
    }

    @Override
    protected MemoryIndex open(int dimension) {
        return LuceneIndex.open(directory.resolve(dimension == 4 ? "index" : "index of " + dimension), dimension);
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "garbage", "deleted", "emptied"})
    void files_that_cannot_be_read_make_way_for_a_new_index(String damage) throws IOException {
        apply(index, turn("a", "Lisbon", at(0)), turn("b", "Porto", at(10)));
        index.close();
        for (Path file : files(directory.resolve("index"))) {
            byte[] bytes = Files.readAllBytes(file);
            switch (damage) {
                case "truncated" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                case "garbage" -> Files.write(file, new byte[bytes.length]);
                case "deleted" -> deleteUnless(file, "segments");
                default -> Files.write(file, new byte[0]);
            }
        }
        index = open(4);
        assertThat(index.position()).isEqualTo(IndexPosition.NONE);
        apply(index, turn("c", "Faro", at(0)));
        assertThat(ids(index.search(query("Faro Lisbon Porto", null, 10)))).containsExactly("c");
    }

    @Test
    void vectors_of_another_dimension_make_way_for_a_new_index() {
        apply(index, turn("a", "Lisbon", at(0)));
        index.close();
        index = LuceneIndex.open(directory.resolve("index"), 5);
        assertThat(index.position()).isEqualTo(IndexPosition.NONE);
    }

    @Test
    void an_index_that_was_never_closed_is_behind_and_not_ahead() throws IOException {
        apply(index, turn("a", "Lisbon", at(0)));
        index.flush();
        IndexPosition flushed = index.position();
        apply(index, turn("b", "Porto", at(0)));
        Path copy = Files.createDirectory(directory.resolve("copy"));
        for (Path file : files(directory.resolve("index"))) {
            if (!file.endsWith("write.lock")) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (MemoryIndex crashed = LuceneIndex.open(copy, 4)) {
            assertThat(crashed.position()).isEqualTo(flushed);
            assertThat(ids(crashed.search(query("Lisbon Porto", null, 10)))).containsExactly("a");
        }
    }

    @Test
    void an_index_of_large_vectors_is_one_that_any_lucene_reads() throws IOException {
        float[] vector = new float[4_096];
        vector[4_095] = 1;
        try (MemoryIndex large = open(vector.length)) {
            apply(large, turn("a", "Lisbon", vector), turn("b", "Porto", vector));
        }
        try (FSDirectory files = FSDirectory.open(directory.resolve("index of 4096"));
                CheckIndex check = new CheckIndex(files)) {
            CheckIndex.Status status = check.checkIndex();
            assertThat(status.clean).isTrue();
            assertThat(status.segmentInfos).isNotEmpty().allSatisfy(segment -> {
                assertThat(segment.codec).isSameAs(Codec.forName("Lucene912"));
                assertThat(segment.vectorValuesStatus.totalVectorValues).isEqualTo(2);
            });
        }
    }

    @Test
    void an_index_whose_disk_was_away_is_opened_again_with_all_that_was_durable() throws IOException {
        Path folder = directory.resolve("index");
        apply(index, turn("a", "Lisbon", at(0)));
        index.flush();
        IndexPosition flushed = index.position();
        apply(index, turn("b", "Porto", at(0)));
        Files.move(folder, directory.resolve("away"));
        Files.writeString(folder, "no folder");
        assertThatExceptionOfType(MemoryIndexException.class).isThrownBy(index::flush);
        assertThatExceptionOfType(MemoryIndexException.class).isThrownBy(index::position);
        assertThat(ids(index.search(query("Lisbon Porto", null, 10)))).containsExactlyInAnyOrder("a", "b");

        Files.delete(folder);
        Files.move(directory.resolve("away"), folder);
        assertThat(index.position()).isEqualTo(flushed);
        assertThat(ids(index.search(query("Lisbon Porto", null, 10)))).containsExactly("a");
        apply(index, turn("b", "Porto", at(0)));
        assertThat(ids(index.search(query("Lisbon Porto", null, 10)))).containsExactlyInAnyOrder("a", "b");
        index.close();
        index = open(4);
        assertThat(ids(index.search(query("Lisbon Porto", null, 10)))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void what_is_lost_of_an_index_in_use_makes_way_for_a_new_one() throws IOException {
        apply(index, turn("a", "Lisbon", at(0)));
        index.flush();
        apply(index, turn("b", "Porto", at(0)));
        for (Path file : files(directory.resolve("index"))) {
            Files.delete(file);
        }
        Files.delete(directory.resolve("index"));
        assertThatExceptionOfType(MemoryIndexException.class).isThrownBy(index::flush);
        assertThat(index.position()).isEqualTo(IndexPosition.NONE);
        apply(index, turn("c", "Faro", at(0)));
        assertThat(ids(index.search(query("Faro Lisbon Porto", null, 10)))).containsExactly("c");
    }

    @Test
    void a_second_index_on_the_directory_is_refused_with_the_way_out() {
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> open(4))
                .withMessageContaining("close that one");
    }

    @Test
    void a_directory_that_is_a_file_is_refused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> LuceneIndex.open(file, 4))
                .withMessageContaining("file");
    }

    @Test
    void a_closed_index_says_so() {
        index.close();
        assertThatExceptionOfType(MemoryIndexException.class).isThrownBy(() -> index.search(query("tea", null, 1)));
    }

    @Test
    void purging_leaves_neither_the_words_nor_the_vectors_of_what_was_destroyed_in_any_file() throws IOException {
        float[] vector = {0.6f, 0.48f, 0.64f, 0};
        byte[] bytes = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(vector[0])
                .putFloat(vector[1])
                .putFloat(vector[2])
                .putFloat(vector[3])
                .array();
        apply(index, turn("kept", "zymurgist", at(0)), turn("gone", "xylopolist", vector));
        for (int i = 0; i < 30; i++) {
            apply(index, turn("t" + i, "tea", at(i)));
        }
        index.flush();
        assertThat(held("xylopolist".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(held(bytes)).isTrue();
        apply(index, removal(ItemType.TURN, "gone", true));
        index.purge();
        assertThat(held("xylopolist".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(held(bytes)).isFalse();
        assertThat(held("zymurgist".getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Test
    void what_others_say_changes_no_score() {
        apply(index, turn("a", "Ana likes tea", at(0)), turn("b", "Ana likes milk", at(30)));
        Candidate before = candidate("a", query("tea", at(0), 10));
        List<IndexChange> others = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            others.add(turn("x" + i, Scope.user("tom"), "x", i, "tea", at(0), Metadata.none()));
        }
        apply(index, others.toArray(IndexChange[]::new));
        assertThat(candidate("a", query("tea", at(0), 10))).isEqualTo(before);
    }

    @Test
    void turns_around_are_those_of_now_although_the_question_was_asked_before() {
        apply(index, turn("a", ZOE, "c", 0, "tea", at(0), Metadata.none()));
        IndexQuery query = query("tea", at(0), 10);
        List<TurnPosition> next = List.of(new TurnPosition("id of c1", 1));
        assertThat(index.search(query)).hasSize(1);
        assertThat(index.searchAt(query, next)).isEmpty();
        apply(index, turn("b", ZOE, "c", 1, "milk", at(10), Metadata.none()));
        assertThat(ids(index.searchAt(query, next))).containsExactly("b");
    }

    @Test
    void a_scope_too_large_to_be_read_whole_is_searched_by_codes_and_postings() {
        List<IndexChange> changes = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            changes.add(turn("t" + i, ZOE, "c", i, "about shipments", at(90 + i / 100.0), Metadata.none()));
        }
        changes.add(turn("near", ZOE, "c", 9_000, "about shipments", at(1), Metadata.none()));
        changes.add(turn("named", ZOE, "c", 9_001, "QX7731", at(170), Metadata.none()));
        apply(index, changes.toArray(IndexChange[]::new));
        IndexQuery query = query("QX7731", at(0), 5);
        assertThat(ids(index.search(query))).contains("near", "named").hasSizeLessThanOrEqualTo(10);
        assertThat(ids(index.searchAt(query, List.of(new TurnPosition("id of c1", 7)))))
                .containsExactly("t7");
        // Cached data of the scope's segments is only valid for those, regardless of later deletions or writes.
        apply(index, removal(ItemType.TURN, "near", false), turn("t7", ZOE, "c", 7, "seven", at(5), Metadata.none()));
        apply(index, turn("other", Scope.user("other"), "c", 9_002, "QX7731", at(0), Metadata.none()));
        assertThat(ids(index.search(query)))
                .contains("t7", "named")
                .doesNotContain("near", "other")
                .doesNotHaveDuplicates();
        assertThat(ids(index.searchAt(query, List.of(new TurnPosition("id of c1", 7)))))
                .containsExactly("t7");
    }

    private boolean held(byte[] bytes) throws IOException {
        String sought = new String(bytes, StandardCharsets.ISO_8859_1);
        for (Path file : files(directory.resolve("index"))) {
            if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(sought)) {
                return true;
            }
        }
        return false;
    }

    private static void deleteUnless(Path file, String prefix) throws IOException {
        if (!file.getFileName().toString().startsWith(prefix)) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
