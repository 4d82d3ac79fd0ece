// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.memoir.Role;
import dev.memoir.llm.LanguageModel.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests and responses of LangChain4j's OpenAI client with a server on this machine. */
class OpenAiWireTest {

    private final Map<String, String> sent = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> answer(exchange, """
                {"id":"1","model":"m","choices":[{"index":0,"finish_reason":"stop",
                 "message":{"role":"assistant","content":"{\\"facts\\":[]}"}}]}"""));
        server.createContext("/v1/embeddings", exchange -> answer(exchange, """
                {"model":"text-embedding-3-small","data":[
                 {"object":"embedding","index":0,"embedding":[1.0,0.0]},
                 {"object":"embedding","index":1,"embedding":[0.0,1.0]}]}"""));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_schema_is_sent_as_it_is() {
        OpenAiChatModel model = OpenAiChatModel.builder()
                .baseUrl(url())
                .apiKey("none")
                .modelName("m")
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .build();
        String schema = "{\"type\":\"object\",\"properties\":{\"facts\":{\"type\":\"array\"}}}";
        assertThat(new LangChain4jLanguageModel(model).complete(List.of(new Message(Role.USER, "Hello")), schema))
                .isEqualTo("{\"facts\":[]}");
        assertThat(sent.get("/v1/chat/completions").replaceAll("\\s", ""))
                .contains("\"type\":\"json_schema\"")
                .contains("\"properties\":{\"facts\":{\"type\":\"array\"}}");
    }

    @Test
    void texts_are_sent_together_and_their_vectors_come_back_in_order() {
        OpenAiEmbeddingModel model = OpenAiEmbeddingModel.builder()
                .baseUrl(url())
                .apiKey("none")
                .modelName("text-embedding-3-small")
                .dimensions(2)
                .build();
        LangChain4jEmbedder embedder = LangChain4jEmbedder.of(model);
        assertThat(embedder.id()).isEqualTo("langchain4j/text-embedding-3-small/2");
        assertThat(embedder.embed(List.of("tea", "milk"))).containsExactly(new float[] {1, 0}, new float[] {0, 1});
        assertThat(sent.get("/v1/embeddings")).contains("tea").contains("milk");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        sent.put(
                exchange.getRequestURI().getPath(),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.getBytes(UTF_8).length);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }
}
