// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import com.openai.errors.OpenAIServiceException;
import dev.memoir.llm.HttpFailure;
import dev.memoir.llm.RetryAfter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClientResponseException;

/**
 * Translates failures of Spring AI models for the memory. OpenAI's models throw exceptions of OpenAI's client, others
 * those of Spring's HTTP client or of Spring AI's retries, which have the status and the body only in their message.
 */
final class ModelFailure {

    private static final boolean OPENAI = present("com.openai.errors.OpenAIServiceException");
    private static final boolean WEB = present("org.springframework.web.client.RestClientResponseException");

    /** The format of Spring AI's response error handlers: "HTTP 400 - body" or "400 - body". */
    private static final Pattern STATUS_AND_BODY = Pattern.compile("(?s)(?:HTTP )?([45]\\d\\d) - (.*)");

    private ModelFailure() {}

    /**
     * {@return the exception that says what to do, or the failure itself if it is not an HTTP response: it is then
     * treated as an outage}
     *
     * @param failure the exception of the model
     * @param clock the clock that a date of {@code Retry-After} is compared with
     */
    static RuntimeException of(RuntimeException failure, InstantSource clock) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<HttpFailure> http = OPENAI ? OpenAi.failure(cause, clock) : Optional.empty();
            if (http.isEmpty() && WEB) {
                http = Web.failure(cause, clock);
            }
            if (http.isEmpty()) {
                http = retried(cause);
            }
            if (http.isPresent()) {
                return http.get().toException(failure);
            }
        }
        return failure;
    }

    private static Optional<HttpFailure> retried(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || !cause.getClass().getSimpleName().endsWith("TransientAiException")) {
            return Optional.empty();
        }
        Matcher answer = STATUS_AND_BODY.matcher(message);
        return answer.matches()
                ? Optional.of(HttpFailure.of(
                        Integer.parseInt(answer.group(1)),
                        answer.group(2),
                        RetryAfter.fromMessage(answer.group(2)).orElse(null)))
                : Optional.empty();
    }

    private static @Nullable Duration requested(@Nullable String header, @Nullable String body, InstantSource clock) {
        return RetryAfter.fromHeader(header, clock.instant())
                .or(() -> RetryAfter.fromMessage(body))
                .orElse(null);
    }

    private static boolean present(String name) {
        return ClassUtils.isPresent(name, ModelFailure.class.getClassLoader());
    }

    /** Loaded only if OpenAI's client is present. */
    private static final class OpenAi {

        static Optional<HttpFailure> failure(Throwable cause, InstantSource clock) {
            if (!(cause instanceof OpenAIServiceException answer)) {
                return Optional.empty();
            }
            String header =
                    answer.headers().values("Retry-After").stream().findFirst().orElse(null);
            String words = answer.code().orElse("") + " " + answer.getMessage();
            return Optional.of(new HttpFailure(
                    answer.statusCode(), words, answer.param().orElse(""), requested(header, words, clock)));
        }
    }

    /** Loaded only if Spring's HTTP client is present. */
    private static final class Web {

        static Optional<HttpFailure> failure(Throwable cause, InstantSource clock) {
            if (!(cause instanceof RestClientResponseException answer)) {
                return Optional.empty();
            }
            String header = answer.getResponseHeaders() == null
                    ? null
                    : answer.getResponseHeaders().getFirst("Retry-After");
            String body = answer.getResponseBodyAsString();
            return Optional.of(HttpFailure.of(answer.getStatusCode().value(), body, requested(header, body, clock)));
        }
    }
}
