package dev.memoir.recall;

/**
 * It answers a question that means what is asked now: the turn before asks, and is near. Only what people say counts: in a chat
 * with an assistant every answer follows a question. A short turn before asks this alone; a long one asks among much else.
 */
final class AnswerSignal implements Signal {

    static final String NAME = "answer";

    /** The cosine of two texts that have nothing to do with each other, of all-MiniLM-L6-v2: most lie below it. */
    private static final double UNRELATED = 0.2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        CandidateContext place = seat.place();
        CandidateContext before = place == null ? null : place.beside(-1);
        if (place == null
                || before == null
                || place.byAssistant()
                || !before.candidate().features().asks()) {
            return 0;
        }
        return before.dependence() * Math.max(0, before.dense() - UNRELATED) / (1 - UNRELATED);
    }
}
