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

/** One transaction of an import: what is here already, what was taken, and which items an index has to hear of. */
final class ImportTransaction {

    final Handle handle;
    final IdGenerator ids;
    final ExistingItems presence;
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
        presence = new ExistingItems(handle);
        attachments = new ImportAttachments(handle, presence);
    }

    static Scope scope(PortableRecord record) {
        return new Scope(record.text("user"), record.text("agent"), record.text("run"));
    }

    /** Tells the index and those who look for names, and what came of it all. */
    ImportResult end() {
        ChangeFeed.append(handle, items);
        scopes.forEach(scope -> EntityBackfillTable.everything(handle, scope));
        return new ImportResult(added, present, forgotten, incomplete, false);
    }

    void added(String type, long many) {
        if (many > 0) {
            added.merge(type, many, Long::sum);
        }
    }

    void present(long many) {
        present += many;
    }

    void incomplete(long many) {
        incomplete += many;
    }

    /** Names that are known here are to be looked for in what came, and those that came in what was here. */
    void link(Scope scope) {
        scopes.add(scope);
    }

    /** An index has to hear of the item. */
    void changed(ItemType type, @Nullable String id) {
        items.add(new ItemRef(type, String.valueOf(id)));
    }

    /** Inserts rows as they are told. */
    void insert(PortableTable table, List<PortableRecord> records) {
        try (PreparedBatch rows = handle.prepareBatch(table.insert())) {
            for (PortableRecord record : records) {
                table.bind(rows, record);
                rows.add();
            }
            execute(rows);
        }
        added(table.table(), records.size());
    }

    /**
     * Inserts rows as they are told that have no id to know them by: what is there stays.
     *
     * @return for each whether it was not there
     */
    boolean[] offer(PortableTable table, List<PortableRecord> records) {
        boolean[] taken = new boolean[records.size()];
        try (PreparedBatch rows = handle.prepareBatch(table.insert())) {
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

    /** What a record tells of is not here: it was forgotten here, or never came. */
    void leftOut(boolean wasForgotten) {
        forgotten += wasForgotten ? 1 : 0;
        incomplete += wasForgotten ? 0 : 1;
    }

    /** {@return how many rows each statement of the batch wrote} */
    static int[] execute(PreparedBatch rows) {
        return rows.size() > 0 ? rows.execute() : new int[0];
    }

    /** {@return those that are neither here nor were forgotten here} */
    List<PortableRecord> standing(String table, List<PortableRecord> records) {
        Set<String> gone = presence.forgotten(texts(records, "id"));
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

    /** {@return those that are not here; of two with one id the first} */
    List<PortableRecord> absent(String table, List<PortableRecord> records) {
        Set<String> here = presence.ids(table, texts(records, "id"));
        Map<String, PortableRecord> left = new LinkedHashMap<>();
        for (PortableRecord record : records) {
            String id = record.text("id");
            if (id == null || id.isBlank()) {
                throw new InvalidInputException("A " + table + " has no id.");
            }
            if (here.contains(id) || left.putIfAbsent(id, record) != null) {
                present++;
            }
        }
        return List.copyOf(left.values());
    }

    /** {@return the texts of a field, each once} */
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

    /** {@return the id, or null if it is not here} */
    static @Nullable String known(@Nullable String id, Set<String> here) {
        return id != null && here.contains(id) ? id : null;
    }
}
