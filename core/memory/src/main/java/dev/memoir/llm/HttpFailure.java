// SPDX-License-Identifier: Apache-2.0
package dev.memoir.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.MemoirException;
import dev.memoir.llm.PromptRejectedException.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP error response of a model provider. It distinguishes a rejected prompt from a model that cannot answer now.
 * Errors are parsed in the format of OpenAI, which most providers have adopted; for others the status code decides.
 *
 * @param status the HTTP status code
 * @param words the code and message of the error, or the whole body; it may quote the prompt, so it is not part of any
 *     message
 * @param parameter the invalid parameter of the request, or empty if the response names none
 * @param retryAfter how long to wait, or null if the response does not say
 */
public record HttpFailure(
        int status,
        String words,
        String parameter,
        @Nullable Duration retryAfter) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FILTERED = Pattern.compile(
            "content[_ ]?(?:filter|management|policy)|responsibleai|safety system|usage polic|invalid_prompt"
                    + "|moderation");
    private static final Pattern TOO_LONG = Pattern.compile("context[_ ]?(?:length|window)|string_above_max_length"
            + "|maximum (?:context|prompt|input) length|(?:prompt|input|request) (?:is )?too (?:long|large)"
            + "|too many (?:input )?tokens|exceeds? the (?:maximum|available context)|input token count");
    private static final Pattern UNPAID =
            Pattern.compile("insufficient_quota|billing|credit balance|exceeded your current quota");

    /** Parameters of a request that contain the prompt; all others are configuration of the application. */
    private static final Set<String> CONTENT = Set.of("messages", "input", "prompt", "contents", "system");

    /**
     * {@return the failure that a response describes}
     *
     * @param status the HTTP status code
     * @param body the body of the response, or null if it is unknown
     * @param retryAfter how long to wait, or null if the response does not say
     */
    public static HttpFailure of(int status, @Nullable String body, @Nullable Duration retryAfter) {
        return new HttpFailure(status, body == null ? "" : body, body == null ? "" : parameter(body), retryAfter);
    }

    private static String parameter(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            JsonNode error = root.path("error").isObject() ? root.path("error") : root;
            return error.hasNonNull("param") ? error.get("param").asText() : "";
        } catch (JsonProcessingException e) {
            // A page of a proxy or plain text, which is matched by its words.
            return "";
        }
    }

    /**
     * {@return the exception for this failure, with a message that says what to do}
     *
     * @param cause the exception of the model's client
     */
    public MemoirException toException(Throwable cause) {
        String all = words.toLowerCase(Locale.ROOT);
        boolean rejected = status == 400 || status == 413 || status == 422;
        if (rejected && FILTERED.matcher(all).find()) {
            return rejected(Reason.CONTENT_FILTER, "A content filter of the provider rejects the prompt", cause);
        }
        if (status == 413 || (rejected && TOO_LONG.matcher(all).find())) {
            return rejected(Reason.CONTEXT_LENGTH, "The prompt is longer than the model's context", cause);
        }
        if (rejected && ofContent()) {
            return rejected(Reason.INVALID_REQUEST, "The provider rejects the prompt as malformed", cause);
        }
        if (status == 401 || status == 403) {
            return unavailable(
                    "The provider rejects the credentials. Check the API key and its permissions", true, cause);
        }
        if (status == 402 || UNPAID.matcher(all).find()) {
            return unavailable("The provider's quota is used up. Check the account's plan and billing", true, cause);
        }
        if (status == 404) {
            return unavailable("The provider does not know the model or the address. Check both", true, cause);
        }
        if (rejected) {
            return unavailable(
                    "The provider rejects the parameter " + parameter + ". Check the model's options", true, cause);
        }
        return unavailable(
                status == 429 ? "The provider limits the rate of calls" : "The provider cannot answer now",
                false,
                cause);
    }

    private MemoirException rejected(Reason reason, String what, Throwable cause) {
        return new PromptRejectedException(reason, what + " (HTTP " + status + ").", cause);
    }

    private MemoirException unavailable(String what, boolean operatorNeeded, Throwable cause) {
        return new ModelUnavailableException(what + " (HTTP " + status + ").", retryAfter, operatorNeeded, cause);
    }

    private boolean ofContent() {
        return parameter.isEmpty()
                || CONTENT.stream()
                        .anyMatch(name -> parameter.equals(name)
                                || parameter.startsWith(name + "[")
                                || parameter.startsWith(name + "."));
    }
}
