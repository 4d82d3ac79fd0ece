// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import java.util.stream.IntStream;

/** Locks for conditional changes of items in this process, a fixed number for any number of ids. */
final class IdLocks {

    private static final int LOCKS = 64;

    private final Object[] locks =
            IntStream.range(0, LOCKS).mapToObj(number -> new Object()).toArray();

    Object of(String id) {
        return locks[Math.floorMod(id.hashCode(), LOCKS)];
    }
}
