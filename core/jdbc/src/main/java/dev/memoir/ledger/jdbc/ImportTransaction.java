// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.InvalidInputException;
import dev.memoir.ItemType;
import dev.memoir.Scope;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.PortableRecord;
import dev.memoir.maintenance.ImportResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The state of one import transaction: what exists already, what was imported, and which items the indexes must be
 * notified of.
 */
final class ImportTransaction {

    final Handle handle;
    final IdGenerator ids;
    final ExistingItems existingItems;
    final ImportAttachments attachments;
    private final Map<String, Long> added = new TreeMap<>();
    private final Set<ItemRef> items = new LinkedHashSet<>();
    private final Set<Scope> scopes = new LinkedHashSet<>();
    private long present;
    private long forgotten;
    private long incomplete;

    ImportTransaction(Handle handle, IdGenerator ids) {
        this.handle = handle;
        this.ids = ids;
        existingItems = new ExistingItems(handle);
        attachments = new ImportAttachments(handle, existingItems);
    }

    static Scope scope(PortableRecord record) {
        return new Scope(record.text("user"), record.text("agent"), record.text("run"));
    }

    /** Appends the imported items to the change feed, schedules their linking and returns the counts. */
    ImportResult end() {
        ChangeFeed.append(handle, items);
        scopes.forEach(scope -> EntityBackfillTable.everything(handle, scope));
        return new ImportResult(added, present, forgotten, incomplete, false);
    }

    void added(String type, long count) {
        if (count > 0) {
            added.merge(type, count, Long::sum);
        }
    }

    void present(long count) {
        present += count;
    }

    void incomplete(long count) {
        incomplete += count;
    }

    /** Schedules a search for known names in the imported items, and for imported names in the existing ones. */
    void link(Scope scope) {
        scopes.add(scope);
    }

    /** Marks an item for the change feed. */
    void changed(ItemType type, @Nullable String id) {
        items.add(new ItemRef(type, String.valueOf(id)));
    }

    /** Inserts rows as they are recorded. */
    void insert(PortableTable table, List<PortableRecord> records) {
        try (PreparedBatch rows = handle.prepareBatch(LedgerSql.upsert(handle, table.insert()))) {
            for (PortableRecord record : records) {
                table.bind(rows, record);
                rows.add();
            }
            execute(rows);
        }
        added(table.table(), records.size());
    }

    /**
     * Inserts rows that have no id to identify them; existing rows are kept.
     *
     * @return for each record whether it was inserted
     */
    boolean[] insertIfAbsent(PortableTable table, List<PortableRecord> records) {
        boolean[] taken = new boolean[records.size()];
        try (PreparedBatch rows = handle.prepareBatch(LedgerSql.upsert(handle, table.insert()))) {
            for (PortableRecord record : records) {
                table.bind(rows, record);
                rows.add();
            }
            int[] written = execute(rows);
            for (int i = 0; i < taken.length; i++) {
                taken[i] = written[i] > 0;
                added(table.table(), taken[i] ? 1 : 0);
                present(taken[i] ? 0 : 1);
            }
        }
        return taken;
    }

    /** Counts a record that refers to a missing item: the item was forgotten here or never imported. */
    void leftOut(boolean wasForgotten) {
        forgotten += wasForgotten ? 1 : 0;
        incomplete += wasForgotten ? 0 : 1;
    }

    /** {@return the number of rows that each statement of the batch wrote} */
    static int[] execute(PreparedBatch rows) {
        return rows.size() > 0 ? rows.execute() : new int[0];
    }

    /** {@return the records that neither exist here nor were forgotten here} */
    List<PortableRecord> importable(String table, List<PortableRecord> records) {
        Set<String> gone = existingItems.forgotten(texts(records, "id"));
        List<PortableRecord> left = new ArrayList<>();
        for (PortableRecord record : absent(table, records)) {
            if (gone.contains(record.text("id"))) {
                forgotten++;
            } else {
                left.add(record);
            }
        }
        return left;
    }

    /** {@return the records that do not exist here; of two with one id, the first} */
    List<PortableRecord> absent(String table, List<PortableRecord> records) {
        Set<String> existing = existingItems.ids(table, texts(records, "id"));
        Map<String, PortableRecord> left = new LinkedHashMap<>();
        for (PortableRecord record : records) {
            String id = record.text("id");
            if (id == null || id.isBlank()) {
                throw new InvalidInputException("A " + table + " has no id.");
            }
            if (existing.contains(id) || left.putIfAbsent(id, record) != null) {
                present++;
            }
        }
        return List.copyOf(left.values());
    }

    /** {@return the distinct values of a text field} */
    static List<String> texts(Collection<PortableRecord> records, String field) {
        Set<String> texts = new LinkedHashSet<>();
        for (PortableRecord record : records) {
            String text = record.text(field);
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /** {@return the id, or null if it does not exist here} */
    static @Nullable String known(@Nullable String id, Set<String> existing) {
        return id != null && existing.contains(id) ? id : null;
    }
}
