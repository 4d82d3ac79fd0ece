// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.database;

import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Locks for conditional changes of items, which read an item before they change it. On PostgreSQL they hold for all
 * servers of the database, else for this process, which alone has the directory. Thread-safe.
 */
public final class ItemLocks {

    /** The locks of a process, a fixed number for any number of ids. */
    private static final int LOCKS = 64;

    private final ServerDatabase database;
    private final Object[] locks =
            IntStream.range(0, LOCKS).mapToObj(number -> new Object()).toArray();

    /**
     * Creates the locks.
     *
     * @param database the database of the servers among which they hold
     */
    public ItemLocks(ServerDatabase database) {
        this.database = database;
    }

    /**
     * Makes a change while no other change of the item is made under this lock.
     *
     * @param tenant the name of the tenant
     * @param id the item's id
     * @param change the change
     * @param <T> the type of its result
     * @return the result of the change
     */
    public <T> T locked(String tenant, String id, Supplier<T> change) {
        String key = tenant + '/' + id;
        synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
            return database.isShared() ? lockedForAll(key, change) : change.get();
        }
    }

    /** What this thread writes to the server's tables meanwhile is in the same transaction. */
    @SuppressWarnings("NullAway") // as null as the result of the change
    private <T> T lockedForAll(String key, Supplier<T> change) {
        return database.transactions().execute(transaction -> {
            database.client()
                    .sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) l")
                    .param("key", key)
                    .query(Integer.class)
                    .single();
            return change.get();
        });
    }
}
