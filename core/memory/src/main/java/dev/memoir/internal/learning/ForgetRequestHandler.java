// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemorySource;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Proposal;
import dev.memoir.internal.extract.FactRepetitionDetector;
import dev.memoir.internal.extract.ForgetRequestDetector;
import dev.memoir.ledger.LearningLedger;
import dev.memoir.ledger.PendingBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Suppresses turns when a user asks to forget a fact. These are the turns that state it or an earlier version of it,
 * the answers that repeat it, and the request itself with answers to it that repeat the fact.
 *
 * @param ledger the ledger of the turns
 * @param memory the memory, to find answers in other places
 * @param ids the generator of ids
 * @param extractor the id of the extractor that made the proposal
 * @param now the time of recording
 */
record ForgetRequestHandler(
        LearningLedger ledger, LearningContext memory, IdGenerator ids, String extractor, Instant now) {

    /**
     * {@return the events for the turns to suppress with the retraction of a fact; none if it was denied, not
     * forgotten}
     */
    List<MemoryEvent> suppressions(PendingBatch batch, Proposal.Delete delete, String operation) {
        Set<String> requests = requests(batch, delete);
        if (requests.isEmpty()) {
            return List.of();
        }
        Scope scope = batch.conversation().scope();
        List<Memory> versions = ledger.chains(scope, List.of(delete.memoryId()));
        Set<String> facts = new LinkedHashSet<>();
        Set<String> sources = new LinkedHashSet<>();
        for (Memory version : versions) {
            facts.add(version.text());
            for (MemorySource source : ledger.sources(scope, version.id())) {
                facts.add(source.quote());
                sources.add(source.turn().id());
            }
        }
        sources.removeAll(requests);
        facts.removeIf(String::isBlank);
        Set<String> turns = new LinkedHashSet<>(sources);
        turns.addAll(requests);
        Set<String> stated = new LinkedHashSet<>(turns);
        ledger.answers(stated).stream()
                .filter(answer -> FactRepetitionDetector.inAnswer(answer.text(), facts))
                .forEach(answer -> turns.add(answer.id()));
        memory.turnsNear(scope, facts).stream()
                .filter(turn -> turn.turn().origin() == Origin.ASSISTANT)
                .filter(turn -> FactRepetitionDetector.elsewhere(question(turn), turn.text(), facts))
                .forEach(turn -> turns.add(turn.id()));
        return turns.stream().map(id -> event(id, operation, "asked to forget")).toList();
    }

    /**
     * {@return the user's words just before an answer} "Where does Ana live?" is part of the meaning of "in Lisbon".
     */
    private String question(StoredTurn answer) {
        return ledger.conversation(answer.scope(), answer.conversation())
                .flatMap(in -> ledger.turnsBefore(in.id(), answer.sequence(), 1).stream()
                        .findFirst())
                .filter(turn -> turn.turn().role() == Role.USER)
                .map(StoredTurn::text)
                .orElse("");
    }

    /** {@return the turns of the batch that request it; the checks ensure that one of them has a believed origin} */
    private static Set<String> requests(PendingBatch batch, Proposal.Delete delete) {
        Set<String> asking = new LinkedHashSet<>();
        for (Citation citation : delete.sources()) {
            batch.turns().stream()
                    .filter(turn -> turn.id().equals(citation.turnId())
                            && !citation.quote().isBlank())
                    .filter(turn ->
                            ForgetRequestDetector.of(turn.text(), citation.quote()) == ForgetRequestDetector.ASKED)
                    .forEach(turn -> asking.add(turn.id()));
        }
        return asking;
    }

    /**
     * {@return the events for answers that arrived after their request was carried out and repeat the forgotten fact}
     * They belong to the operation of the request, and are undone with it.
     */
    List<MemoryEvent> lateAnswers(PendingBatch batch) {
        List<MemoryEvent> steps = new ArrayList<>();
        for (StoredTurn turn : batch.turns()) {
            if (turn.turn().role() == Role.USER) {
                break;
            }
            if (turn.turn().origin() == Origin.ASSISTANT) {
                ledger.retractedBefore(turn.id()).forEach((operation, facts) -> {
                    if (FactRepetitionDetector.inAnswer(turn.text(), facts)) {
                        steps.add(event(turn.id(), operation, "repeats a fact that was asked to be forgotten"));
                    }
                });
            }
        }
        return steps;
    }

    private MemoryEvent event(String turnId, String operation, String why) {
        return new MemoryEvent(
                ids.next(), operation, turnId, MemoryEvent.Type.SUPPRESS, null, null, why, extractor, now);
    }
}
