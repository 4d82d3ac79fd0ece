// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The calls of all clients together, in turn. Thread-safe. */
final class Traffic {

    private final List<LoadClient> users;
    private final TurnJournal journal;
    private final SentenceGenerator sentences;
    private final String name;

    /**
     * Creates the traffic of one phase.
     *
     * @param users the clients
     * @param journal the journal of added turns
     * @param sentences the source of texts
     * @param name a name that no other phase has, for idempotency keys
     */
    Traffic(List<LoadClient> users, TurnJournal journal, SentenceGenerator sentences, String name) {
        this.users = users;
        this.journal = journal;
        this.sentences = sentences;
        this.name = name;
    }

    CompletableFuture<Durations> searches(OpenLoop loop, double perSecond, Duration time) {
        return loop.run(perSecond, time, i -> user(i).search(sentences.question()));
    }

    CompletableFuture<Durations> adds(OpenLoop loop, double perSecond, Duration time) {
        return loop.run(perSecond, time, i -> {
            String text = name + ": " + sentences.statement(i);
            journal.sent(text);
            return user(i).add(text, name + "-" + i).thenRun(() -> journal.acknowledged(text));
        });
    }

    private LoadClient user(long call) {
        return users.get((int) (call % users.size()));
    }
}
