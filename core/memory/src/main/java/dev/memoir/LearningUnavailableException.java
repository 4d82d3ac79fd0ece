// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** An operation needs a language model, and the memory was built without one. */
public final class LearningUnavailableException extends MemoirException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation the operation that needs a language model
     */
    public LearningUnavailableException(String operation) {
        super(
                operation
                        + " needs a language model, and this memory has none. Give its builder one:"
                        + " languageModel(model), or an extractor.",
                null);
    }
}
