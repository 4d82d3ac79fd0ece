// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Splits lists of ids so that a statement stays within every database's limit of parameters. */
final class IdChunks {

    /** Two lists of this size (and a scope) fit under 999, the lowest limit of any build of SQLite. */
    private static final int SIZE = 400;

    private IdChunks() {}

    static void each(Collection<String> ids, Consumer<List<String>> work) {
        List<String> all = new ArrayList<>(ids);
        for (int from = 0; from < all.size(); from += SIZE) {
            work.accept(all.subList(from, Math.min(all.size(), from + SIZE)));
        }
    }
}
