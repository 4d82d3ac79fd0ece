// SPDX-License-Identifier: Apache-2.0
package dev.memoir.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.MemoirException;
import dev.memoir.llm.PromptRejectedException.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpFailureTest {

    private static final Instant NOW = Instant.parse("2026-05-08T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            400 | CONTENT_FILTER | \
            {"error":{"code":"content_filter","param":"prompt","message":"The response was filtered due to the \
            prompt triggering Azure OpenAI's content management policy."}}
            400 | CONTENT_FILTER | \
            {"error":{"code":"invalid_prompt","message":"Invalid prompt: your prompt was flagged as potentially \
            violating our usage policy.","param":null}}
            400 | CONTEXT_LENGTH | \
            {"error":{"code":"context_length_exceeded","param":"messages","message":"This model's maximum context \
            length is 8192 tokens."}}
            400 | CONTEXT_LENGTH | \
            {"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > \
            200000 maximum"}}
            400 | CONTEXT_LENGTH | \
            {"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens \
            allowed","status":"INVALID_ARGUMENT"}}
            413 | CONTEXT_LENGTH  | <html>Request Entity Too Large</html>
            400 | INVALID_REQUEST | {"error":{"code":null,"param":"messages[1].content","message":"Invalid content."}}
            422 | INVALID_REQUEST | not JSON
            400 | operator | \
            {"error":{"code":null,"param":"response_format","message":"Invalid schema for response_format 'reply'."}}
            400 | operator | {"error":{"code":"unsupported_value","param":"temperature","message":"Unsupported value."}}
            401 | operator        | {"error":{"code":"invalid_api_key","message":"Incorrect API key provided."}}
            403 | operator        | {"error":{"message":"Project does not have access to the model."}}
            404 | operator        | {"error":{"code":"model_not_found","message":"The model does not exist."}}
            429 | operator | \
            {"error":{"code":"insufficient_quota","message":"You exceeded your current quota, please check your plan \
            and billing details."}}
            429 | outage | {"error":{"code":"rate_limit_exceeded","message":"Rate limit reached for tokens per min."}}
            408 | outage          | timeout
            500 | outage          | {"error":{"message":"The server had an error while processing your request."}}
            503 | outage          | the content_filter service is down
            """)
    void status_and_error_decide_the_exception(int status, String outcome, String body) {
        MemoirException failure = HttpFailure.of(status, body, null).toException(new IllegalStateException("client"));
        assertThat(failure).hasCauseInstanceOf(IllegalStateException.class).hasMessageContaining("HTTP " + status);
        if (outcome.equals("operator") || outcome.equals("outage")) {
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            ModelUnavailableException.class,
                            unavailable ->
                                    assertThat(unavailable.operatorNeeded()).isEqualTo(outcome.equals("operator")));
        } else {
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            PromptRejectedException.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.valueOf(outcome)));
        }
    }

    @Test
    void the_text_of_the_prompt_is_not_repeated() {
        String body = "{\"error\":{\"message\":\"Invalid content: my secret diary\"}}";
        assertThat(HttpFailure.of(400, body, null).toException(new IllegalStateException()))
                .message()
                .doesNotContain("diary");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            20                            | PT20S
            0                             | PT0S
            1.5                           | PT1.5S
            Fri, 08 May 2026 12:01:30 GMT | PT1M30S
            Fri, 08 May 2026 11:00:00 GMT | PT0S
            soon                          | -
            -5                            | -
            99999999999999                | -
            """)
    void a_wait_is_seconds_or_a_date(String header, Duration wait) {
        assertThat(RetryAfter.fromHeader(header, NOW).orElse(null)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Rate limit reached. Please try again in 20s. Visit the page.  | PT20S
            Please try again in 120ms.                                    | PT0.12S
            Please try again in 1m6.5s.                                   | PT1M6.5S
            Please try again in 8h12m0s.                                  | PT8H12M
            Please try again in a while.                                  | -
            Down.                                                         | -
            """)
    void a_wait_is_read_from_a_message_too(String message, Duration wait) {
        assertThat(RetryAfter.fromMessage(message).orElse(null)).isEqualTo(wait);
    }
}
