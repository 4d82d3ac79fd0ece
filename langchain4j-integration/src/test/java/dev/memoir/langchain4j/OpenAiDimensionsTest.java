// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.embed.SimilarityCalibrator;
import dev.memoir.langchain4j.model.LangChain4jEmbedder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service with a memory that embeds with OpenAI's models, through LangChain4j's client and a server on this machine.
 */
class OpenAiDimensionsTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final String SAID = "My sister Ana moved to Lisbon.";

    private final List<String> embedded = new CopyOnWriteArrayList<>();
    private int dimension;
    private HttpServer server;

    @TempDir
    private Path directory;

    interface Assistant {
        String chat(@UserMessage String text, InvocationParameters parameters);
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/embeddings", this::embed);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_536, 3_072})
    void turns_are_found_by_the_index_before_and_after_a_restart(int dimension) {
        this.dimension = dimension;
        try (LongTermMemory memory = open()) {
            try (MemoirAttachment memoir = MemoirAttachment.with(memory)) {
                memoir.attachTo(AiServices.builder(Assistant.class).chatModel(ScriptedModel.says("So she does.")))
                        .build()
                        .chat(SAID, InvocationParameters.from("userId", "zoe"));
            }
            assertThat(embedded)
                    .as("the model is asked for its dimension and its scale, then each text is sent once")
                    .hasSize(SimilarityCalibrator.TEXTS + 3)
                    .endsWith(SAID, "So she does.");
            assertThatTheIndexFindsIt(memory);
        }
        try (LongTermMemory memory = open()) {
            assertThatTheIndexFindsIt(memory);
        }
    }

    /** The ledger's own search, which takes the index's place while that is away or behind, would say so. */
    private void assertThatTheIndexFindsIt(LongTermMemory memory) {
        assertThat(memory.status().embedderId()).isEqualTo("langchain4j/words/" + dimension);
        assertThat(memory.status().indexLag()).isZero();
        SearchResult found =
                memory.search(SearchRequest.builder(ZOE, SAID).explain().build());
        assertThat(found.notices()).isEmpty();
        assertThat(found.hits().get(0).item().text()).isEqualTo(SAID);
        assertThat(found.hits().get(0).explanation())
                .filteredOn(share -> share.signal().equals("dense"))
                .singleElement()
                .satisfies(share -> assertThat(share.value()).isGreaterThan(0.99));
    }

    private LongTermMemory open() {
        OpenAiEmbeddingModel model = OpenAiEmbeddingModel.builder()
                .baseUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/v1")
                .apiKey("none")
                .modelName("words")
                .maxRetries(0)
                .build();
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(LangChain4jEmbedder.of(model))
                .open();
    }

    private void embed(HttpExchange exchange) throws IOException {
        JsonNode input = new ObjectMapper()
                .readTree(exchange.getRequestBody().readAllBytes())
                .path("input");
        List<String> texts = input.isArray()
                ? StreamSupport.stream(input.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(input.asText());
        embedded.addAll(texts);
        byte[] body = IntStream.range(0, texts.size())
                .mapToObj(i ->
                        "{\"object\":\"embedding\",\"index\":" + i + ",\"embedding\":" + vector(texts.get(i)) + "}")
                .collect(Collectors.joining(",", "{\"model\":\"words\",\"data\":[", "]}"))
                .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String vector(String text) {
        int[] words = new int[dimension];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
            words[Math.floorMod(word.hashCode(), dimension)]++;
        }
        return IntStream.of(words).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
