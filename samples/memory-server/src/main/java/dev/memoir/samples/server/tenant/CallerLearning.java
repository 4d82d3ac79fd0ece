// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.tenant;

import dev.memoir.Learning;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemorySource;
import dev.memoir.ParkedSummary;
import dev.memoir.ParkedTurn;
import dev.memoir.ProgressListener;
import dev.memoir.ReextractionResult;
import dev.memoir.Scope;
import dev.memoir.TokenUsage;
import dev.memoir.Turn;
import dev.memoir.samples.server.audit.AuditAction;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.key.Caller;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Extraction, sources and undo, as one caller may use them. */
final class CallerLearning implements Learning {

    private final Learning learning;
    private final Caller caller;
    private final AuditLog audit;

    CallerLearning(Learning learning, Caller caller, AuditLog audit) {
        this.learning = learning;
        this.caller = caller;
        this.audit = audit;
    }

    @Override
    public boolean flush(Duration patience) {
        caller.requireWrite();
        return learning.flush(patience);
    }

    @Override
    public ReextractionResult reextract(Scope scope, boolean dryRun, ProgressListener progress) {
        ReextractionResult result = learning.reextract(write(scope), dryRun, progress);
        audit.record(caller, AuditAction.REEXTRACT, AuditTarget.of(scope));
        return result;
    }

    @Override
    public TokenUsage tokenUsage(Scope scope) {
        return learning.tokenUsage(caller.checked(scope));
    }

    @Override
    public List<ParkedTurn> parkedTurns(Scope scope, int limit) {
        return learning.parkedTurns(caller.checked(scope), limit);
    }

    @Override
    public List<ParkedSummary> parkedSummaries(Scope scope, int limit) {
        return learning.parkedSummaries(caller.checked(scope), limit);
    }

    @Override
    public void endConversation(Scope scope, String conversation) {
        learning.endConversation(write(scope), conversation);
        audit.record(caller, AuditAction.END_CONVERSATION, AuditTarget.of(scope));
    }

    @Override
    public Optional<Memory> summary(Scope scope, String conversation) {
        return learning.summary(caller.checked(scope), conversation);
    }

    @Override
    public Memory addProcedure(Scope scope, List<Turn> turns) {
        Memory procedure = learning.addProcedure(write(scope), turns);
        audit.record(caller, AuditAction.ADD_PROCEDURE, List.of(procedure.id()));
        return procedure;
    }

    @Override
    public void retryParked(Scope scope) {
        learning.retryParked(write(scope));
        audit.record(caller, AuditAction.REPLAY, AuditTarget.of(scope));
    }

    @Override
    public List<MemoryEvent> rejections(Scope scope, int limit) {
        return learning.rejections(caller.checked(scope), limit);
    }

    @Override
    public List<MemorySource> sources(Scope scope, String memoryId) {
        return learning.sources(caller.checked(scope), memoryId);
    }

    @Override
    public List<Memory> extractedFrom(Scope scope, Collection<String> turnIds) {
        return learning.extractedFrom(caller.checked(scope), turnIds);
    }

    @Override
    public List<MemoryEvent> undo(Scope scope, String eventId) {
        List<MemoryEvent> steps = learning.undo(write(scope), eventId);
        audit.record(caller, AuditAction.UNDO, AuditTarget.concerned(steps));
        return steps;
    }

    private Scope write(Scope scope) {
        caller.requireWrite();
        return caller.checked(scope);
    }
}
