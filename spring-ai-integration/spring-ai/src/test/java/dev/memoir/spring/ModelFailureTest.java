// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException;

/** How Spring AI's OpenAI client reports errors of a local server, and how the memory classifies them. */
class ModelFailureTest {

    private static final List<Message> HELLO = List.of(new Message(Role.USER, "Hello"));
    private static final Instant NOW = Instant.parse("2026-05-08T12:00:00Z");

    private HttpServer server;
    private SpringLanguageModel model;
    private volatile int status = 200;
    private volatile String body = "";
    private volatile String retryAfter = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            byte[] answer = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        model = new SpringLanguageModel(
                OpenAiChatModel.builder()
                        .options(OpenAiChatOptions.builder()
                                .baseUrl("http://127.0.0.1:"
                                        + server.getAddress().getPort() + "/v1")
                                .apiKey("none")
                                .model("m")
                                .maxRetries(0)
                                .timeout(Duration.ofSeconds(10))
                                .build())
                        .build(),
                () -> NOW);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            400 | CONTENT_FILTER  | \
            {"error":{"code":"content_filter","type":null,"param":"prompt","message":"filtered"}}
            400 | CONTEXT_LENGTH  | \
            {"error":{"code":"context_length_exceeded","type":"invalid_request_error",\
            "param":"messages","message":"too long"}}
            400 | INVALID_REQUEST | \
            {"error":{"code":null,"type":"invalid_request_error","param":"messages[0].content","message":"bad"}}
            """)
    void a_rejected_prompt_tells_why(int code, Reason reason, String error) {
        answers(code, error, "");
        assertThat(failure())
                .isInstanceOfSatisfying(
                        PromptRejectedException.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            401 | true  | -                             | -      | \
            {"error":{"code":"invalid_api_key","type":"x","param":null,"message":"Incorrect API key"}}
            403 | true  | -                             | -      | \
            {"error":{"code":null,"type":"x","param":null,"message":"no access"}}
            404 | true  | -                             | -      | \
            {"error":{"code":"model_not_found","type":"x","param":null,"message":"no such model"}}
            400 | true  | -                             | -      | \
            {"error":{"code":null,"type":"x","param":"response_format","message":"Invalid schema"}}
            429 | false | 20                            | PT20S  | \
            {"error":{"code":"rate_limit_exceeded","type":"x","param":null,"message":"Rate limit."}}
            429 | false | Fri, 08 May 2026 12:01:00 GMT | PT1M   | \
            {"error":{"code":"rate_limit_exceeded","type":"x","param":null,"message":"Rate limit."}}
            429 | false | -                             | PT1M2S | \
            {"error":{"code":"rate_limit_exceeded","type":"x","param":null,"message":"Please try again in 1m2s."}}
            500 | false | -                             | -      | \
            {"error":{"code":null,"type":"x","param":null,"message":"down"}}
            503 | false | 3                             | PT3S   | overloaded
            """)
    void a_failure_states_whether_it_is_permanent_and_how_long_to_wait(
            int code, boolean operator, String header, Duration wait, String error) {
        answers(code, error, header == null ? "" : header);
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
        answers(200, completion("content_filter", "\"content\":\"Well\""), "");
        assertThat(reason()).isEqualTo(Reason.CONTENT_FILTER);
        answers(200, completion("stop", "\"content\":null,\"refusal\":\"I'm sorry, I can't.\""), "");
        assertThat(reason()).isEqualTo(Reason.REFUSAL);
        answers(200, completion("length", "\"content\":\"{\\\"operations\\\":[{\",\"refusal\":null"), "");
        assertThat(failure()).isInstanceOfSatisfying(PromptRejectedException.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.REPLY_LENGTH);
            assertThat(rejected.partialReply()).isEqualTo("{\"operations\":[{");
        });
        answers(200, completion("stop", "\"content\":\"\",\"refusal\":null"), "");
        assertThat(failure()).isInstanceOf(MalformedReplyException.class);
    }

    @Test
    void the_exceptions_of_springs_own_http_client_are_read_too() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Retry-After", "7");
        RuntimeException limited = HttpClientErrorException.create(
                HttpStatus.TOO_MANY_REQUESTS, "too many", headers, "{}".getBytes(UTF_8), UTF_8);
        assertThat(ModelFailure.of(new IllegalStateException(limited), () -> NOW))
                .isInstanceOfSatisfying(
                        ModelUnavailableException.class,
                        unavailable -> assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(7)));
        RuntimeException other = new IllegalStateException("other");
        assertThat(ModelFailure.of(other, () -> NOW)).isSameAs(other);
    }

    private static String completion(String finish, String message) {
        return """
                {"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
                 "finish_reason":"%s","logprobs":null,\
                 "message":{"role":"assistant",%s}}]}""".formatted(finish, message);
    }

    private void answers(int code, String text, String header) {
        status = code;
        body = text;
        retryAfter = header;
    }

    private Reason reason() {
        return ((PromptRejectedException) failure()).reason();
    }

    private Throwable failure() {
        return catchThrowable(() -> model.complete(HELLO, null));
    }
}
