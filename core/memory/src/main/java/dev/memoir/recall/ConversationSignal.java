package dev.memoir.recall;

import dev.memoir.index.TermMatches;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the conversation is about what is asked: how near its nearest turns are, and which of the question's words are said
 * anywhere in it.
 */
final class ConversationSignal implements Signal {

    static final String NAME = "conversation";

    /** The nearest turns that tell what a conversation is about; all that it needs is among the candidates. */
    private static final int NEAREST = 5;

    /** The part of meaning; words have the rest. */
    private static final double MEANING = 0.7;

    private final Map<ConversationCandidates, Double> about = new HashMap<>();

    ConversationSignal(RankingContext scene) {
        scene.rows().forEach(row -> about.put(row, about(row.seats())));
    }

    private static double about(List<CandidateContext> turns) {
        double[] nearness = new double[turns.size()];
        TermMatches said = TermMatches.UNKNOWN;
        double keyword = 0;
        for (int i = 0; i < nearness.length; i++) {
            nearness[i] = turns.get(i).dense();
            said = said.and(turns.get(i).candidate().words());
            keyword = Math.max(keyword, turns.get(i).candidate().keyword());
        }
        Arrays.sort(nearness);
        double near = 0;
        for (int i = Math.max(0, nearness.length - NEAREST); i < nearness.length; i++) {
            near += nearness[i];
        }
        return MEANING * near / NEAREST + (1 - MEANING) * KeywordSignal.share(said, keyword);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        CandidateContext place = seat.place();
        ConversationCandidates row = place == null ? null : place.row();
        double own = MEANING * seat.dense()
                + (1 - MEANING)
                        * KeywordSignal.share(
                                seat.candidate().words(), seat.candidate().keyword());
        if (place == null || row == null) {
            return own;
        }
        return place.inContext(about.getOrDefault(row, 0.0), own);
    }
}
