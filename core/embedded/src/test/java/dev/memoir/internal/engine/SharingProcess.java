// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.index.pgvector.PgVectorIndex;
import dev.memoir.ledger.jdbc.PostgresLedger;
import dev.memoir.testing.WordEmbedder;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process that shares a PostgreSQL ledger and index with another: it adds turns to its conversations and extracts
 * facts from all of them until it is killed, and prints each turn when its add has returned.
 */
final class SharingProcess {

    static final int CONVERSATIONS = 16;

    private static final int THREADS = 4;

    private SharingProcess() {}

    public static void main(String[] args) {
        LongTermMemory memory = open(args[0], args[1], new LearningProcess.Lamps(true));
        long from = Long.parseLong(args[2]);
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            new Thread(() -> add(memory, from, thread)).start();
        }
    }

    /** Each conversation belongs to one thread, so that its turns have an order to check. */
    private static void add(LongTermMemory memory, long from, int thread) {
        for (int i = 0; ; i++) {
            long lamp = (from + i) * THREADS + thread;
            memory.add(AddRequest.builder(scope(lamp))
                    .text("I own lamp " + lamp + ".")
                    .conversation(conversation(lamp))
                    .build());
            synchronized (System.out) {
                System.out.println(lamp);
                System.out.flush();
            }
        }
    }

    /** Half of the users have eight conversations in two lanes of writers. */
    static Scope scope(long lamp) {
        return Scope.user(lamp % 2 == 0 ? "zoe" : "tom");
    }

    static String conversation(long lamp) {
        return "conversation " + lamp % CONVERSATIONS;
    }

    static LongTermMemory open(String url, String schema, LearningProcess.Lamps extractor) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return LongTermMemory.builder()
                .ledger(PostgresLedger.builder(url, source.getUser(), source.getPassword())
                        .schema(schema)
                        .lease(Duration.ofSeconds(3))
                        .build())
                .index(PgVectorIndex.builder(url, source.getUser(), source.getPassword())
                        .schema(schema)
                        .build())
                .embedder(new WordEmbedder())
                .extractor(extractor)
                .learning(LearningProcess.QUICK)
                .open();
    }
}
