// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.ForgetIncompleteException;
import dev.memoir.ForgetResult;
import dev.memoir.MemoryIndexException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Forgets in the ledger, then in the index, and reports how far the bytes were erased. Thread-safe. */
final class ForgetService {

    private final IndexHolder holder;

    ForgetService(IndexHolder holder) {
        this.holder = holder;
    }

    /** Removes from the index what the ledger has committed, even if traces remain in the ledger's own files. */
    ForgetResult forget(Supplier<ForgetResult> destroy) {
        return holder.write(runtime -> forget(destroy, runtime.projection()));
    }

    private static ForgetResult forget(Supplier<ForgetResult> destroy, IndexProjector projection) {
        ForgetResult result;
        ForgetIncompleteException incomplete = null;
        try {
            result = destroy.get();
        } catch (ForgetIncompleteException e) {
            result = ForgetResult.of(Map.of());
            incomplete = e;
        }
        MemoryIndexException uncleared = cleared(projection);
        if (incomplete != null) {
            if (uncleared != null) {
                incomplete.addSuppressed(uncleared);
            }
            throw incomplete;
        }
        if (uncleared != null) {
            throw uncleared;
        }
        return result.isEmpty() ? result : result.erased(result.ledger(), projection.erasure());
    }

    private static @Nullable MemoryIndexException cleared(IndexProjector projection) {
        return projection.catchUpAll()
                ? null
                : new MemoryIndexException("The ledger has forgotten, but the index could not be cleared: nothing"
                        + " forgotten is shown any more, but traces stay in its files. Fix what the log names and"
                        + " write, search or open again; or delete the index folder, it is rebuilt.");
    }
}
