// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.memoir.LongTermMemory;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts sent to the embedder, which costs money and time, in turns that recall and capture. */
class EmbeddedOnceTest {

    private static final InvocationParameters ZOE = InvocationParameters.from("userId", "zoe");

    @TempDir
    private Path directory;

    interface Calling {
        String chat(@UserMessage String text, InvocationParameters parameters);
    }

    interface Streaming {
        TokenStream chat(@UserMessage String text, InvocationParameters parameters);
    }

    /** Keeps what it is asked. */
    private static class Counting implements Embedder {
        final List<List<String>> requests = new CopyOnWriteArrayList<>();
        private final WordEmbedder words = new WordEmbedder();

        @Override
        public String id() {
            return "counting";
        }

        @Override
        public int dimension() {
            return words.dimension();
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            requests.add(texts);
            return words.embed(texts);
        }

        @Override
        public Optional<SimilarityScale> similarityScale() {
            return words.similarityScale();
        }
    }

    /** Puts a prefix before questions, as many models want it. */
    private static final class Prefixing extends Counting {
        @Override
        public float[] embedQuery(String query) {
            return embed(List.of("query: " + query)).get(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_users_message_is_embedded_once_a_turn(boolean stream) throws Exception {
        Counting embedder = new Counting();
        said(embedder, stream, "My sister Ana moved to Lisbon.\n", "Where does my sister live?");
        assertThat(embedder.requests)
                .containsExactly(
                        List.of("My sister Ana moved to Lisbon."),
                        List.of("So she does."),
                        List.of("Where does my sister live?"),
                        List.of("So she does."));
    }

    @Test
    void an_embedder_that_prefixes_questions_embeds_a_message_as_a_question_and_as_a_text() throws Exception {
        Prefixing embedder = new Prefixing();
        said(embedder, false, "My sister Ana moved to Lisbon.");
        assertThat(embedder.requests)
                .containsExactly(
                        List.of("query: My sister Ana moved to Lisbon."),
                        List.of("My sister Ana moved to Lisbon."),
                        List.of("So she does."));
    }

    private void said(Embedder embedder, boolean stream, String... messages) throws Exception {
        try (LongTermMemory memory = LongTermMemory.builder()
                        .directory(directory)
                        .embedder(embedder)
                        .open();
                MemoirAttachment memoir = MemoirAttachment.with(memory)) {
            for (String message : messages) {
                if (stream) {
                    streamed(memoir, message);
                } else {
                    memoir.attachTo(AiServices.builder(Calling.class).chatModel(ScriptedModel.says("So she does.")))
                            .build()
                            .chat(message, ZOE);
                }
            }
        }
    }

    private static void streamed(MemoirAttachment memoir, String message) throws Exception {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        memoir.attachTo(AiServices.builder(Streaming.class)
                        .streamingChatModel(new ScriptedStream(false, "So ", "she ", "does.")))
                .build()
                .chat(message, ZOE)
                .onPartialResponse(partial -> {})
                .onCompleteResponse(response -> finished.complete(null))
                .onError(finished::completeExceptionally)
                .start();
        finished.get(20, TimeUnit.SECONDS);
    }
}
