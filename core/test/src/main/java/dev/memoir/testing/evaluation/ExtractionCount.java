// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.LongTermMemory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryStatus;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what was extracted into a memory. */
final class ExtractionCount {

    /** Far more rejections than a chat has proposals. */
    private static final int MOST = 100_000;

    private ExtractionCount() {}

    static ExtractionFigures of(List<EvaluatedChat> chats, EvaluationRun run, LongTermMemory memory) {
        int evidence = 0;
        int covered = 0;
        Map<String, Integer> rejections = new HashMap<>();
        for (EvaluatedChat chat : chats) {
            Set<String> turns = new LinkedHashSet<>();
            chat.answerable().forEach(question -> turns.addAll(question.evidence()));
            for (String turn : turns) {
                String item = run.itemId(chat, turn).orElseThrow();
                evidence++;
                covered += memory.learning()
                                .extractedFrom(chat.scope(), List.of(item))
                                .isEmpty()
                        ? 0
                        : 1;
            }
            for (MemoryEvent rejection : memory.learning().rejections(chat.scope(), MOST)) {
                rejections.merge(reason(rejection), 1, Integer::sum);
            }
        }
        MemoryStatus status = memory.status();
        return new ExtractionFigures(
                status.stats().memories(), status.stats().parkedTurns(), evidence, covered, rejections);
    }

    /** {@return the kind of a rejection, which its reason begins with} The rest may quote the proposal. */
    private static String reason(MemoryEvent rejection) {
        String reason = rejection.reason() == null ? "" : rejection.reason();
        int end = reason.indexOf(':');
        return end < 0 ? reason : reason.substring(0, end);
    }
}
