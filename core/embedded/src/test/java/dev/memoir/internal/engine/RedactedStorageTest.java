// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryUpdate;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Redactor;
import dev.memoir.testing.WordEmbedder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are redacted before anything is stored, with a model and without. */
class RedactedStorageTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final String KEY = "sk-proj-Zx8Kq2mV7bN4tR9wY1cL5dF3gH6jP0sA";

    @TempDir
    private Path directory;

    private LongTermMemory open(Redactor redactor) {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .extraction(ExtractionSettings.builder().redactor(redactor).build())
                .open();
    }

    private boolean onDisk(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (bytes.contains(new String(wanted, StandardCharsets.ISO_8859_1))) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void no_byte_of_a_secret_reaches_the_disk_however_it_comes() throws IOException {
        try (LongTermMemory memory = open(Redactor.secrets())) {
            memory.add(ZOE, Turn.user("My key is " + KEY + ", keep it."));
            Memory kept = memory.store(
                            StoreRequest.builder(ZOE).text("The key " + KEY).build())
                    .memories()
                    .get(0);
            memory.update(ZOE, kept.id(), MemoryUpdate.text("Now " + KEY).withReason("it is " + KEY));
            assertThat(kept.text()).isEqualTo("The key " + Redactor.MARK);
            assertThat(memory.search(ZOE, "key").hits())
                    .isNotEmpty()
                    .noneMatch(hit -> hit.item().text().contains(KEY));
            assertThat(onDisk(KEY)).isFalse();
        }
        assertThat(onDisk(KEY)).isFalse();
    }

    @Test
    void no_secret_is_sent_to_the_embedder_with_a_question_either() {
        List<String> sent = new CopyOnWriteArrayList<>();
        Embedder remote = new Embedder() {
            @Override
            public String id() {
                return "remote";
            }

            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public List<float[]> embed(List<String> texts) {
                sent.addAll(texts);
                return texts.stream().map(text -> new float[] {1, 0}).toList();
            }

            @Override
            public Optional<SimilarityScale> similarityScale() {
                return Optional.of(SimilarityScale.STANDARD);
            }
        };
        try (LongTermMemory memory =
                LongTermMemory.builder().directory(directory).embedder(remote).open()) {
            memory.search(ZOE, "My key is " + KEY + ", keep it.");
            memory.add(ZOE, Turn.user("My key is " + KEY + ", keep it."));
        }
        assertThat(sent).containsExactly("My key is " + Redactor.MARK + ", keep it.");
    }

    @Test
    void an_application_chooses_what_is_secret() throws IOException {
        try (LongTermMemory memory = open(text -> text.replace("Berlin", Redactor.MARK))) {
            memory.add(ZOE, Turn.user("I live in Berlin, my key is " + KEY));
        }
        assertThat(onDisk("Berlin")).isFalse();
        assertThat(onDisk(KEY)).isTrue();
    }

    @Test
    void a_turn_of_which_nothing_is_left_is_still_a_turn() {
        try (LongTermMemory memory = open(text -> "")) {
            assertThat(memory.add(ZOE, Turn.user("anything")).turns().get(0).text())
                    .isEqualTo(Redactor.MARK);
        }
    }

    @Test
    void the_same_request_is_known_again_though_its_text_was_redacted() {
        try (LongTermMemory memory = open(Redactor.secrets())) {
            AddRequest request = AddRequest.builder(ZOE)
                    .text("My key is " + KEY)
                    .idempotencyKey("once")
                    .build();
            memory.add(request);
            assertThat(memory.add(request).replayed()).isTrue();
        }
    }
}
