// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemLocksTest {

    private static final int CHANGES = 200;

    private int value;

    @Test
    @NeedsServer(TestServer.POSTGRES)
    void changes_of_two_servers_of_one_database_are_made_one_after_the_other() throws Exception {
        try (TestDatabase postgres = new TestDatabase();
                ServerDatabase one = postgres.open();
                ServerDatabase other = postgres.open()) {
            changeAtOnce(changes(new ItemLocks(one), one), changes(new ItemLocks(other), other));
        }
    }

    @Test
    void changes_of_two_threads_are_made_one_after_the_other(@TempDir Path directory) throws Exception {
        try (ServerDatabase database = TestDatabase.open(directory)) {
            ItemLocks locks = new ItemLocks(database);
            changeAtOnce(changes(locks, database), changes(locks, database));
        }
    }

    private void changeAtOnce(Callable<Void> one, Callable<Void> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> done : threads.invokeAll(List.of(one, other))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(value).isEqualTo(2 * CHANGES);
    }

    /** Changes that read the database between reading and writing the value, as a conditional change does. */
    private Callable<Void> changes(ItemLocks locks, ServerDatabase database) {
        return () -> {
            for (int i = 0; i < CHANGES; i++) {
                locks.locked("acme", "1", () -> {
                    int read = value;
                    database.client().sql("select 1").query(Integer.class).single();
                    value = read + 1;
                    return value;
                });
            }
            return null;
        };
    }
}
