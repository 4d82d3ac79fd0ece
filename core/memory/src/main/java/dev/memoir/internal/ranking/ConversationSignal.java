// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.index.TermMatches;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rates how well the whole conversation matches the query: by its semantically nearest turns, and by the query words
 * that occur anywhere in it.
 */
final class ConversationSignal implements Signal {

    static final String NAME = "conversation";

    /** The number of nearest turns that represent the topic of a conversation; all of them are among the candidates. */
    private static final int NEAREST = 5;

    /** The share of semantic similarity; the remainder goes to keywords. */
    private static final double SEMANTIC = 0.7;

    private final Map<ConversationCandidates, Double> byConversation = new HashMap<>();

    ConversationSignal(RankingContext ranking) {
        ranking.conversations().forEach(conversation -> byConversation.put(conversation, match(conversation.turns())));
    }

    private static double match(List<CandidateContext> turns) {
        double[] nearness = new double[turns.size()];
        TermMatches matches = TermMatches.UNKNOWN;
        double keyword = 0;
        for (int i = 0; i < nearness.length; i++) {
            nearness[i] = turns.get(i).dense();
            matches = matches.and(turns.get(i).candidate().words());
            keyword = Math.max(keyword, turns.get(i).candidate().keyword());
        }
        Arrays.sort(nearness);
        double sum = 0;
        for (int i = Math.max(0, nearness.length - NEAREST); i < nearness.length; i++) {
            sum += nearness[i];
        }
        return SEMANTIC * sum / NEAREST + (1 - SEMANTIC) * KeywordSignal.share(matches, keyword);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        CandidateContext anchor = context.anchor();
        ConversationCandidates conversation = anchor == null ? null : anchor.conversation();
        double own = SEMANTIC * context.dense()
                + (1 - SEMANTIC)
                        * KeywordSignal.share(
                                context.candidate().words(), context.candidate().keyword());
        if (anchor == null || conversation == null) {
            return own;
        }
        return anchor.inContext(byConversation.getOrDefault(conversation, 0.0), own);
    }
}
