// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.memoir.MalformedReplyException;
import dev.memoir.Role;
import dev.memoir.llm.LanguageModel.Message;
import dev.memoir.llm.ModelUnavailableException;
import dev.memoir.llm.PromptRejectedException;
import dev.memoir.llm.PromptRejectedException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How errors of an OpenAI server, as seen by LangChain4j's client, map to memory's exceptions. */
class ModelFailureTest {

    private static final List<Message> HELLO = List.of(new Message(Role.USER, "Hello"));

    private HttpServer server;
    private LangChain4jLanguageModel model;
    private volatile int status = 200;
    private volatile String body = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] answer = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        model = new LangChain4jLanguageModel(OpenAiChatModel.builder()
                .baseUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/v1")
                .apiKey("none")
                .modelName("m")
                .maxRetries(0)
                .timeout(Duration.ofSeconds(10))
                .build());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            400 | CONTENT_FILTER  | {"error":{"code":"content_filter","param":"prompt","message":"filtered"}}
            400 | CONTEXT_LENGTH  | {"error":{"code":"context_length_exceeded","param":"messages","message":"too long"}}
            400 | INVALID_REQUEST | {"error":{"code":null,"param":"messages[0].content","message":"bad"}}
            """)
    void a_rejected_prompt_tells_why(int code, Reason reason, String error) {
        answers(code, error);
        assertThat(failure())
                .isInstanceOfSatisfying(
                        PromptRejectedException.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            401 | true  | -      | {"error":{"code":"invalid_api_key","message":"Incorrect API key"}}
            403 | true  | -      | {"error":{"message":"no access"}}
            404 | true  | -      | {"error":{"code":"model_not_found","message":"no such model"}}
            400 | true  | -      | {"error":{"param":"response_format","message":"Invalid schema"}}
            429 | false | PT1M2S | {"error":{"code":"rate_limit_exceeded","message":"Rate limit. Please try again in 1m2s."}}
            500 | false | -      | {"error":{"message":"down"}}
            503 | false | -      | overloaded
            """)
    void an_outage_tells_whether_somebody_has_to_act(int code, boolean operator, Duration wait, String error) {
        answers(code, error);
        assertThat(failure()).isInstanceOfSatisfying(ModelUnavailableException.class, unavailable -> {
            assertThat(unavailable.operatorNeeded()).isEqualTo(operator);
            assertThat(unavailable.retryAfter().orElse(null)).isEqualTo(wait);
        });
    }

    @Test
    void a_server_that_is_not_there_is_an_outage() {
        server.stop(0);
        assertThat(failure()).isNotInstanceOf(PromptRejectedException.class);
    }

    @Test
    void a_reply_that_was_filtered_refused_or_broken_off_is_none() {
        answers(200, completion("content_filter", "\"content\":\"Well\""));
        assertThat(failure())
                .isInstanceOfSatisfying(
                        PromptRejectedException.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.CONTENT_FILTER));
        answers(200, completion("stop", "\"content\":null,\"refusal\":\"I'm sorry, I can't.\""));
        assertThat(failure()).isInstanceOf(PromptRejectedException.class).hasMessageContaining("refused");
        answers(200, completion("length", "\"content\":\"{\\\"operations\\\":[{\""));
        assertThat(failure()).isInstanceOfSatisfying(PromptRejectedException.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.REPLY_LENGTH);
            assertThat(rejected.partialReply()).isEqualTo("{\"operations\":[{");
        });
        answers(200, completion("stop", "\"content\":\"\""));
        assertThat(failure()).isInstanceOf(MalformedReplyException.class);
    }

    private static String completion(String finish, String message) {
        return """
                {"id":"1","model":"m","choices":[{"index":0,"finish_reason":"%s",
                 "message":{"role":"assistant",%s}}]}""".formatted(finish, message);
    }

    private void answers(int code, String text) {
        status = code;
        body = text;
    }

    private Throwable failure() {
        return catchThrowable(() -> model.complete(HELLO, null));
    }
}
