// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.model;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.memoir.llm.HttpFailure;
import dev.memoir.llm.ModelUnavailableException;
import dev.memoir.llm.PromptRejectedException;
import dev.memoir.llm.PromptRejectedException.Reason;
import dev.memoir.llm.RetryAfter;
import org.jspecify.annotations.Nullable;

/** Maps failures of a LangChain4j model to memory's exceptions. */
final class ModelFailure {

    private ModelFailure() {}

    /**
     * {@return the exception that determines how memory reacts} LangChain4j keeps the status and body of an HTTP
     * response but not its headers, so the retry delay is parsed from the message in the body, where OpenAI repeats it.
     *
     * @param failure the exception of the model
     */
    static RuntimeException of(LangChain4jException failure) {
        HttpException http = http(failure);
        if (http != null) {
            String body = http.getMessage();
            return HttpFailure.of(
                            http.statusCode(),
                            body,
                            RetryAfter.fromMessage(body).orElse(null))
                    .toException(failure);
        }
        if (failure instanceof ContentFilteredException) {
            return new PromptRejectedException(
                    Reason.CONTENT_FILTER, "The model or a content filter refused to answer.", failure);
        }
        if (failure instanceof InvalidRequestException) {
            return new PromptRejectedException(
                    Reason.INVALID_REQUEST, "The client of the model rejects the prompt as malformed.", failure);
        }
        boolean needsOperator = failure instanceof AuthenticationException || failure instanceof ModelNotFoundException;
        String what = needsOperator
                ? "The provider rejects the credentials or the model name. Check both."
                : "The model is unavailable (" + failure.getClass().getSimpleName() + ").";
        return new ModelUnavailableException(what, null, needsOperator, failure);
    }

    private static @Nullable HttpException http(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return http;
            }
        }
        return null;
    }
}
