// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.InvalidInputException;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.Turn;
import dev.memoir.ledger.PortableRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Imports memories and the steps of their histories. */
final class ImportMemories {

    private final ImportTransaction run;

    ImportMemories(ImportTransaction run) {
        this.run = run;
    }

    void take(List<PortableRecord> records) {
        List<PortableRecord> memories = run.importable("memory", records);
        memories.forEach(memory -> Turn.user(String.valueOf(memory.text("text"))));
        Set<String> requests = run.existingItems.ids("request", ImportTransaction.texts(memories, "requestId"));
        try (PreparedBatch rows =
                run.handle.prepareBatch(LedgerSql.upsert(run.handle, PortableTable.MEMORY.insert("request_id")))) {
            for (PortableRecord memory : memories) {
                PortableTable.MEMORY.bind(rows, memory);
                rows.bind("request_id", ImportTransaction.known(memory.text("requestId"), requests))
                        .add();
                run.changed(ItemType.MEMORY, memory.text("id"));
                run.link(ImportTransaction.scope(memory));
            }
            ImportTransaction.execute(rows);
        }
        run.added("memory", memories.size());
        run.attachments.vectors(memories);
        run.incomplete(run.attachments.sources(memories));
    }

    void takeSteps(List<PortableRecord> records) {
        List<PortableRecord> events = run.absent("event", records);
        Set<String> memories = run.existingItems.ids("memory", ImportTransaction.texts(events, "memoryId"));
        Set<String> turns = run.existingItems.ids("turn", ImportTransaction.texts(events, "turnId"));
        Set<String> gone = new HashSet<>(run.existingItems.forgotten(ImportTransaction.texts(events, "memoryId")));
        gone.addAll(run.existingItems.forgotten(ImportTransaction.texts(events, "turnId")));
        List<PortableRecord> complete = new ArrayList<>();
        for (PortableRecord event : events) {
            String memory = event.text("memoryId");
            String turn = event.text("turnId");
            if ((memory == null || memories.contains(memory)) && (turn == null || turns.contains(turn))) {
                complete.add(event);
            } else {
                run.leftOut(gone.contains(memory == null ? turn : memory));
            }
        }
        run.insert(PortableTable.EVENT, complete.stream().map(this::withState).toList());
        run.incomplete(run.attachments.sources(complete));
    }

    /** A step without the state of its memory is taken to have changed only the text. */
    private PortableRecord withState(PortableRecord event) {
        String memory = event.text("memoryId");
        if (memory == null || event.fields().containsKey("state")) {
            return event;
        }
        Memory now = MemoryTable.find(run.handle, ImportTransaction.scope(event), memory)
                .orElseThrow(() -> new InvalidInputException(
                        "The event " + event.text("id") + " has another scope than its memory."));
        String words = event.text("newText") == null ? event.text("oldText") : event.text("newText");
        Map<String, Object> fields = new LinkedHashMap<>(event.fields());
        boolean deleted = "DELETE".equals(event.text("step"));
        fields.put(
                "state",
                MemoryState.asMap(now.toBuilder()
                        .text(words == null ? now.text() : words)
                        .retractedAt(deleted ? Instant.parse(String.valueOf(event.text("at"))) : null)
                        .build()));
        return new PortableRecord(event.type(), fields);
    }
}
