package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.InvalidInputException;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.LedgerRecord;
import dev.memoir.maintenance.ImportReceipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Takes what another ledger gave, in one transaction, and leaves what is there as it is. */
final class Importing {

    private final Handle handle;
    private final IdGenerator ids;
    private final ImportPresence presence;
    private final ImportAttachments attachments;
    private final Map<String, Long> added = new TreeMap<>();
    private final List<ItemRef> items = new ArrayList<>();
    private long present;
    private long forgotten;
    private long incomplete;

    Importing(Handle handle, IdGenerator ids) {
        this.handle = handle;
        this.ids = ids;
        presence = new ImportPresence(handle);
        attachments = new ImportAttachments(handle, presence);
    }

    /** {@return the scopes of records, checked} */
    static Set<Scope> scopes(Collection<LedgerRecord> records) {
        Set<Scope> scopes = new LinkedHashSet<>();
        records.forEach(record -> scopes.add(scope(record)));
        return scopes;
    }

    private static Scope scope(LedgerRecord record) {
        return new Scope(record.text("user"), record.text("agent"), record.text("run"));
    }

    ImportReceipt take(List<LedgerRecord> records) {
        Map<String, List<LedgerRecord>> byType = new LinkedHashMap<>();
        records.forEach(record ->
                byType.computeIfAbsent(record.type(), type -> new ArrayList<>()).add(record));
        byType.forEach(this::take);
        ChangeFeed.append(handle, items);
        scopes(records).forEach(scope -> LinkingTable.everything(handle, scope));
        return new ImportReceipt(added, present, forgotten, incomplete, false);
    }

    private void take(String type, List<LedgerRecord> records) {
        switch (type) {
            case "request" -> insert(PortableTable.REQUEST, absent("request", records));
            case "turn" -> turns(standing("turn", records));
            case "memory" -> memories(standing("memory", records));
            case "event" -> events(absent("event", records));
            case "spending" -> spending(records);
            default ->
                throw new InvalidInputException("A record is of the type " + type
                        + ", which this version does not know. Was it exported by a later one?");
        }
    }

    private void turns(List<LedgerRecord> turns) {
        turns.forEach(turn -> Turn.user(String.valueOf(turn.text("text"))));
        Map<LedgerRecord, String> conversations = new LinkedHashMap<>();
        Map<List<Object>, String> known = new HashMap<>();
        for (LedgerRecord turn : turns) {
            conversations.put(
                    turn,
                    known.computeIfAbsent(
                            List.of(scope(turn), String.valueOf(turn.text("conversation"))),
                            key -> conversation(turn)));
        }
        Set<String> requests = presence.ids("request", texts(turns, "requestId"));
        try (ImportPlaces places = new ImportPlaces(handle, conversations);
                PreparedBatch rows =
                        handle.prepareBatch(PortableTable.TURN.insert("conversation_id", "sequence", "request_id"))) {
            for (LedgerRecord turn : turns) {
                PortableTable.TURN.bind(rows, turn);
                rows.bind("conversation_id", conversations.get(turn))
                        .bind("sequence", places.of(turn))
                        .bind("request_id", known(turn.text("requestId"), requests))
                        .add();
                note(ItemType.TURN, turn);
            }
            execute(rows);
        }
        count("turn", turns.size());
        attachments.vectors(turns);
    }

    /** The conversation of this name in this ledger; if there is none, one with the id that it had. */
    private String conversation(LedgerRecord turn) {
        String name = turn.text("conversation");
        if (name == null || name.isBlank()) {
            throw new InvalidInputException("The conversation of the turn " + turn.text("id") + " is missing.");
        }
        String given = turn.text("conversationId");
        boolean free =
                given != null && presence.ids("conversation", List.of(given)).isEmpty();
        return ConversationTable.take(handle, scope(turn), name, 0, free && given != null ? given : ids.next())
                .conversationId();
    }

    private void memories(List<LedgerRecord> memories) {
        memories.forEach(memory -> Turn.user(String.valueOf(memory.text("text"))));
        Set<String> requests = presence.ids("request", texts(memories, "requestId"));
        try (PreparedBatch rows = handle.prepareBatch(PortableTable.MEMORY.insert("request_id"))) {
            for (LedgerRecord memory : memories) {
                PortableTable.MEMORY.bind(rows, memory);
                rows.bind("request_id", known(memory.text("requestId"), requests))
                        .add();
                note(ItemType.MEMORY, memory);
            }
            execute(rows);
        }
        count("memory", memories.size());
        attachments.vectors(memories);
        incomplete += attachments.sources(memories);
    }

    private void events(List<LedgerRecord> events) {
        Set<String> memories = presence.ids("memory", texts(events, "memoryId"));
        Set<String> gone = presence.forgotten(texts(events, "memoryId"));
        List<LedgerRecord> complete = new ArrayList<>();
        for (LedgerRecord event : events) {
            String memory = event.text("memoryId");
            if (memory == null || memories.contains(memory)) {
                complete.add(event);
            } else if (gone.contains(memory)) {
                forgotten++;
            } else {
                incomplete++;
            }
        }
        insert(PortableTable.EVENT, complete.stream().map(this::stated).toList());
        incomplete += attachments.sources(complete);
    }

    /** A step that does not say what the memory was after it is taken to have changed its words alone. */
    private LedgerRecord stated(LedgerRecord event) {
        String memory = event.text("memoryId");
        if (memory == null || event.fields().containsKey("state")) {
            return event;
        }
        Memory now = MemoryTable.find(handle, scope(event), memory)
                .orElseThrow(() -> new InvalidInputException(
                        "The event " + event.text("id") + " is of another scope than its memory."));
        String words = event.text("newText") == null ? event.text("oldText") : event.text("newText");
        Map<String, Object> fields = new LinkedHashMap<>(event.fields());
        boolean deleted = "DELETE".equals(event.text("step"));
        fields.put(
                "state",
                MemoryState.asMap(now.toBuilder()
                        .text(words == null ? now.text() : words)
                        .retractedAt(deleted ? Instant.parse(String.valueOf(event.text("at"))) : null)
                        .build()));
        return new LedgerRecord(event.type(), fields);
    }

    private void insert(PortableTable table, List<LedgerRecord> records) {
        try (PreparedBatch rows = handle.prepareBatch(table.insert())) {
            for (LedgerRecord record : records) {
                table.bind(rows, record);
                rows.add();
            }
            execute(rows);
        }
        count(table.table(), records.size());
    }

    /** A day's spending has no id: what is noted here of that day stays. */
    private void spending(List<LedgerRecord> days) {
        for (LedgerRecord day : days) {
            Update row = handle.createUpdate(PortableTable.SPENDING.insert());
            PortableTable.SPENDING.bind(row, day);
            int taken = row.execute();
            count("spending", taken);
            present += 1 - taken;
        }
    }

    private static void execute(PreparedBatch rows) {
        if (rows.size() > 0) {
            rows.execute();
        }
    }

    /** Those that are neither here nor were forgotten here. */
    private List<LedgerRecord> standing(String table, List<LedgerRecord> records) {
        Set<String> gone = presence.forgotten(texts(records, "id"));
        List<LedgerRecord> left = new ArrayList<>();
        for (LedgerRecord record : absent(table, records)) {
            if (gone.contains(record.text("id"))) {
                forgotten++;
            } else {
                left.add(record);
            }
        }
        return left;
    }

    /** Those that are not here; of two with one id the first. */
    private List<LedgerRecord> absent(String table, List<LedgerRecord> records) {
        Set<String> here = presence.ids(table, texts(records, "id"));
        Map<String, LedgerRecord> left = new LinkedHashMap<>();
        for (LedgerRecord record : records) {
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

    private static List<String> texts(Collection<LedgerRecord> records, String field) {
        Set<String> texts = new LinkedHashSet<>();
        for (LedgerRecord record : records) {
            String text = record.text(field);
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    private static @Nullable String known(@Nullable String id, Set<String> here) {
        return id != null && here.contains(id) ? id : null;
    }

    private void note(ItemType type, LedgerRecord record) {
        items.add(new ItemRef(type, String.valueOf(record.text("id"))));
    }

    private void count(String type, long many) {
        if (many > 0) {
            added.merge(type, many, Long::sum);
        }
    }
}
