package dev.memoir.maintenance;

import dev.memoir.ForgetIncompleteException;
import dev.memoir.MemoryIndexException;
import dev.memoir.RetentionRule;
import java.util.List;

/** What those do who run a memory. It goes over all scopes: an application must not hand it to its users. Thread-safe. */
public interface Maintenance {

    /**
     * Applies retention rules now, whatever the memory does by itself.
     *
     * @param rules in the order in which they are applied
     * @param dryRun true to see what would go without destroying anything
     * @return what each rule took, or would take
     * @throws ForgetIncompleteException if something is forgotten, but bytes of it may be left in the ledger's files
     * @throws MemoryIndexException if something is forgotten, but the index could not be cleared
     */
    List<Swept> sweep(List<RetentionRule> rules, boolean dryRun);
}
