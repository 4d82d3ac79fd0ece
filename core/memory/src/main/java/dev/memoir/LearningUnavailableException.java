package dev.memoir;

/** Something was asked that needs a language model, and the memory was built without one. */
public final class LearningUnavailableException extends MemoirException {

    private static final long serialVersionUID = 1L;

    /** @param what what was asked */
    public LearningUnavailableException(String what) {
        super(
                what
                        + " needs a language model, and this memory has none. Give its builder one: languageModel(model), or"
                        + " an extractor.",
                null);
    }
}
