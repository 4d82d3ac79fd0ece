package dev.memoir.ingest;

import dev.memoir.ProgressListener;
import dev.memoir.Reextraction;
import dev.memoir.Scope;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.LearningLedger;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.ledger.TurnedAway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws again from turns that another extractor drew from. Each batch is written by itself and marks its turns, so what was
 * cut short goes on where it stopped. Thread-safe.
 */
final class Reextracting {

    private final LearningLedger ledger;

    private final Drawing drawing;
    private final IngestSettings settings;

    Reextracting(LearningLedger ledger, Drawing drawing, IngestSettings settings) {
        this.ledger = ledger;
        this.drawing = drawing;
        this.settings = settings;
    }

    Reextraction run(Scope scope, boolean dryRun, Instant now, ProgressListener progress) {
        Tally tally = new Tally(dryRun);
        List<Conversation> conversations = ledger.conversations(scope);
        for (int i = 0; i < conversations.size(); i++) {
            progress.progress("drawing again", i, conversations.size());
            run(conversations.get(i), tally, now);
        }
        progress.progress("drawing again", conversations.size(), conversations.size());
        return tally.report();
    }

    private void run(Conversation conversation, Tally tally, Instant now) {
        String extractor = drawing.extractor().id();
        Optional<PendingBatch> next = ledger.nextDrawn(conversation.id(), extractor, -1, settings.batchTurns());
        while (next.isPresent()) {
            PendingBatch batch = Portion.of(next.get(), settings.batchTokens()).batch();
            if (ledger.spent(conversation.scope(), now) >= settings.dailyTokens()) {
                tally.complete = false;
                return;
            }
            Lesson lesson = drawing.lesson(batch, true);
            if (tally.dryRun) {
                ledger.spend(conversation.scope(), lesson.tokens(), now);
            }
            tally.take(batch, lesson, now);
            long last = batch.turns().get(batch.turns().size() - 1).sequence();
            next = ledger.nextDrawn(conversation.id(), extractor, last, settings.batchTurns());
        }
    }

    private static final class Tally {

        private final boolean dryRun;
        private final Imagined imagined = new Imagined();
        private final List<Reextraction.Change> changes = new ArrayList<>();
        private int turns;
        private long tokens;
        private boolean complete = true;

        Tally(boolean dryRun) {
            this.dryRun = dryRun;
        }

        void take(PendingBatch batch, Lesson lesson, Instant now) {
            Optional<LearnedBatch> learned;
            if (dryRun) {
                LearnedBatch decided = lesson.decide(now, imagined);
                imagined.take(decided);
                learned = Optional.of(decided);
            } else {
                learned = lesson.commit(now);
            }
            tokens += lesson.tokens();
            if (learned.isEmpty()) {
                complete = false;
                return;
            }
            turns += batch.turns().size();
            for (LearnedStep step : learned.get().steps()) {
                changes.add(new Reextraction.Change(step.event(), step.before(), step.after()));
            }
            for (TurnedAway away : learned.get().turnedAway()) {
                changes.add(new Reextraction.Change(away.event(), null, null));
            }
        }

        Reextraction report() {
            return new Reextraction(dryRun, complete, turns, tokens, changes);
        }
    }
}
