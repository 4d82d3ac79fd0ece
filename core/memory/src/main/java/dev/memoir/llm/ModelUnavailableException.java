// SPDX-License-Identifier: Apache-2.0
package dev.memoir.llm;

import dev.memoir.MemoirException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown if a language model cannot answer now: the call is retried later. */
public final class ModelUnavailableException extends MemoirException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;
    private final boolean operatorNeeded;

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it, without text of the conversation
     * @param retryAfter how long the provider asks to wait, or null if it does not say; not negative
     * @param operatorNeeded whether it lasts until an operator changes the configuration or the account, as with a
     *     wrong key
     * @param cause the exception of the model's client, or null
     */
    public ModelUnavailableException(
            String message, @Nullable Duration retryAfter, boolean operatorNeeded, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.operatorNeeded = operatorNeeded;
    }

    /** {@return how long the provider asks to wait, if it says so} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** {@return whether it lasts until an operator changes the configuration or the account} */
    public boolean operatorNeeded() {
        return operatorNeeded;
    }
}
