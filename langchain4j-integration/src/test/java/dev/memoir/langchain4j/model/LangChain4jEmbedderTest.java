// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import dev.memoir.EmbedderException;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.prompt.TokenCounter;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LangChain4jEmbedderTest {

    /** A model of words with a name, which keeps what it was asked. */
    private static class Words implements EmbeddingModel {
        final WordEmbedder words = new WordEmbedder();
        final List<List<String>> asked = new ArrayList<>();

        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            List<String> texts = segments.stream().map(TextSegment::text).toList();
            asked.add(texts);
            return Response.from(
                    words.embed(texts).stream().map(Embedding::from).toList());
        }

        @Override
        public String modelName() {
            return "words-1";
        }
    }

    /** As models are that embed questions otherwise than documents. */
    private static final class Typed extends Words {
        final List<EmbeddingInputType> types = new ArrayList<>();

        @Override
        public Set<EmbeddingParameter<?>> supportedParameters() {
            return Set.of(EmbeddingRequestParameters.INPUT_TYPE);
        }

        @Override
        public EmbeddingResponse doEmbed(EmbeddingRequest request) {
            types.add(request.inputType());
            return EmbeddingResponse.builder()
                    .embeddings(words
                            .embed(request.inputs().stream()
                                    .map(EmbeddingInput::text)
                                    .toList())
                            .stream()
                            .map(Embedding::from)
                            .toList())
                    .build();
        }
    }

    @Test
    void it_embeds_a_batch_at_once_and_in_order() {
        Words model = new Words();
        LangChain4jEmbedder embedder = LangChain4jEmbedder.of(model);
        model.asked.clear();
        List<float[]> vectors = embedder.embed(List.of("tea", "milk"));
        assertThat(vectors.get(0)).isEqualTo(embedder.embedQuery("tea"));
        assertThat(vectors.get(1)).isEqualTo(embedder.embedQuery("milk"));
        assertThat(model.asked).containsExactly(List.of("tea", "milk"), List.of("tea"), List.of("milk"));
        assertThat(embedder.embed(List.of())).isEmpty();
    }

    @Test
    void its_id_names_the_model_and_the_dimension() {
        LangChain4jEmbedder embedder = LangChain4jEmbedder.of(new Words());
        assertThat(embedder.dimension()).isEqualTo(64);
        assertThat(embedder.id()).isEqualTo("langchain4j/words-1/64");
        assertThat(LangChain4jEmbedder.of(new Words(), "mine").id()).isEqualTo("mine");
    }

    @Test
    void a_model_without_a_name_needs_an_id() {
        EmbeddingModel nameless = new Words() {
            @Override
            public String modelName() {
                return "unknown";
            }
        };
        assertThatExceptionOfType(EmbedderException.class)
                .isThrownBy(() -> LangChain4jEmbedder.of(nameless))
                .withMessageContaining("of(model, id)");
        assertThat(LangChain4jEmbedder.of(nameless, "mine").embed(List.of("tea")))
                .hasSize(1);
    }

    @Test
    void a_model_that_tells_questions_from_documents_is_told() {
        Typed model = new Typed();
        LangChain4jEmbedder embedder = LangChain4jEmbedder.of(model);
        assertThat(embedder.id()).isEqualTo("langchain4j/words-1/64/query-document");
        model.types.clear();
        embedder.embed(List.of("tea"));
        embedder.embedQuery("tea?");
        assertThat(embedder.embedQueries(List.of("tea?", "milk?"))).hasSize(2);
        assertThat(model.types)
                .as("one request each")
                .containsExactly(EmbeddingInputType.DOCUMENT, EmbeddingInputType.QUERY, EmbeddingInputType.QUERY);
    }

    @Test
    void an_answer_that_is_null_or_too_short_is_refused() {
        for (UnaryOperator<List<Embedding>> answer : List.<UnaryOperator<List<Embedding>>>of(
                right -> null,
                right -> right.subList(1, right.size()),
                right -> Collections.nCopies(right.size(), null))) {
            LangChain4jEmbedder embedder = LangChain4jEmbedder.of(answering(answer));
            assertThatExceptionOfType(EmbedderException.class)
                    .isThrownBy(() -> embedder.embed(List.of("tea", "milk")))
                    .withMessageContaining("one for each");
        }
    }

    @Test
    void a_failure_tells_its_kind_and_quotes_nothing() {
        LangChain4jEmbedder embedder = LangChain4jEmbedder.of(answering(right -> {
            throw new IllegalStateException("could not embed: the secret");
        }));
        assertThatExceptionOfType(EmbedderException.class)
                .isThrownBy(() -> embedder.embed(List.of("the secret")))
                .withMessageContaining("IllegalStateException")
                .withMessageNotContaining("secret");
    }

    @Test
    void texts_that_models_do_not_read_are_cut_and_batches_that_they_refuse_are_parted() {
        Words model = new Words();
        LangChain4jEmbedder embedder = LangChain4jEmbedder.of(model);
        model.asked.clear();
        String chinese = "記憶😀".repeat(40_000);
        String english = "a long memory ".repeat(4_000);
        embedder.embed(List.of("tea", chinese, english, english, english, english, english, english, "milk"));
        assertThat(model.asked.stream().flatMap(List::stream)).hasSize(9).allSatisfy(text -> {
            assertThat(TokenCounter.count(text)).isLessThanOrEqualTo(LangChain4jEmbedder.MAX_TOKENS);
            assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1)))
                    .isFalse();
        });
        assertThat(model.asked)
                .hasSizeGreaterThan(1)
                .allSatisfy(batch -> assertThat(
                                batch.stream().mapToInt(String::length).sum())
                        .isLessThanOrEqualTo(LangChain4jEmbedder.MAX_CHARACTERS));
        assertThat(model.asked.get(0).get(2)).hasSizeGreaterThan(30_000);
    }

    @Test
    void a_memory_stands_on_it(@TempDir Path directory) {
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(LangChain4jEmbedder.of(new Words()))
                .open()) {
            Scope zoe = Scope.user("zoe");
            memory.add(zoe, Turn.user("My sister Ana moved to Lisbon"));
            assertThat(memory.search(SearchRequest.builder(zoe, "Where is Ana?").build())
                            .hits())
                    .hasSize(1);
        }
    }

    private static EmbeddingModel answering(UnaryOperator<List<Embedding>> answer) {
        return new Words() {
            @Override
            public int dimension() {
                return 64;
            }

            @Override
            public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
                Embedding[] right = new Embedding[segments.size()];
                Arrays.fill(right, Embedding.from(new float[64]));
                List<Embedding> changed = answer.apply(List.of(right));
                return changed == null ? null : Response.from(changed);
            }
        };
    }
}
