package dev.memoir.spring;

import dev.memoir.LongTermMemory;
import dev.memoir.capture.CaptureLanes;
import java.util.IdentityHashMap;

/**
 * The lanes that all advisors of one memory write through: two advisors, or one for every request, still write a user's turns
 * one after the other, and each knows what was said to the other. Thread-safe.
 */
final class SharedLanes implements AutoCloseable {

    private static final IdentityHashMap<LongTermMemory, SharedLanes> OPEN = new IdentityHashMap<>();

    private final LongTermMemory memory;
    private final CaptureLanes lanes;
    private int users;

    private SharedLanes(LongTermMemory memory) {
        this.memory = memory;
        lanes = new CaptureLanes(memory);
    }

    /** The lanes of a memory; to be closed once by whoever asked for them. */
    static SharedLanes of(LongTermMemory memory) {
        synchronized (OPEN) {
            SharedLanes shared = OPEN.get(memory);
            if (shared == null) {
                shared = new SharedLanes(memory);
                memory.beforeClose(shared::end);
                OPEN.put(memory, shared);
            }
            shared.users++;
            return shared;
        }
    }

    CaptureLanes lanes() {
        return lanes;
    }

    /** The last to close writes what waits; the others leave it to go on. */
    @Override
    public void close() {
        boolean last;
        synchronized (OPEN) {
            last = --users == 0;
        }
        if (last) {
            end();
        }
    }

    private void end() {
        synchronized (OPEN) {
            OPEN.remove(memory, this);
        }
        lanes.close();
    }
}
