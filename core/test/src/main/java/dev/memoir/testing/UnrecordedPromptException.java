// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

/**
 * Thrown if a prompt has no recorded reply. The message states which recording is stale, how the prompt changed, and
 * what to do.
 */
public final class UnrecordedPromptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String recorded;
    private final String prompt;

    UnrecordedPromptException(String message, String recorded, String asked) {
        super(message);
        this.recorded = recorded;
        this.prompt = asked;
    }

    /** {@return the most similar recorded prompt; empty if there is none} */
    public String recorded() {
        return recorded;
    }

    /** {@return the prompt without a reply} */
    public String prompt() {
        return prompt;
    }
}
