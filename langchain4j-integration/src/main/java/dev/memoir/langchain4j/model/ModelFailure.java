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

/** Tells what a failure of a LangChain4j model means for memory. */
final class ModelFailure {

    private ModelFailure() {}

    /**
     * {@return the exception that says what to do} LangChain4j keeps the status and the body of an HTTP answer, not its
     * headers: how long to wait is read from the body's message, where OpenAI repeats it.
     *
     * @param failure what the model threw
     */
    static RuntimeException of(LangChain4jException failure) {
        HttpException http = http(failure);
        if (http != null) {
            String body = http.getMessage();
            return HttpFailure.of(
                            http.statusCode(), body, RetryAfter.message(body).orElse(null))
                    .toException(failure);
        }
        if (failure instanceof ContentFilteredException) {
            return new PromptRejectedException(
                    Reason.CONTENT_FILTER, "The model refused to answer, or a content filter did.", failure);
        }
        if (failure instanceof InvalidRequestException) {
            return new PromptRejectedException(
                    Reason.INVALID_REQUEST, "The model's client rejects the prompt as malformed.", failure);
        }
        boolean operator = failure instanceof AuthenticationException || failure instanceof ModelNotFoundException;
        String what = operator
                ? "The provider rejects the credentials or the model's name. Check both."
                : "The model cannot answer now (" + failure.getClass().getSimpleName() + ").";
        return new ModelUnavailableException(what, null, operator, failure);
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
