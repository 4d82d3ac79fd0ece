// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import dev.memoir.TimePrecision;
import dev.memoir.ledger.PortableRecord;
import dev.memoir.maintenance.Mem0Export;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads mem0's memories and their history as records of a ledger, one memory at a time. Ids are kept, so importing
 * again adds nothing. A memory deleted in mem0 only exists in its history: it becomes a retracted memory. Keys are read
 * in the notation of the Python and of the JavaScript client ({@code created_at}, {@code createdAt}). Not thread-safe.
 */
public final class Mem0RecordReader implements ForeignRecordReader {

    /** The actor of steps for which mem0 names none. */
    private static final String ACTOR = "mem0";

    private static final Set<String> STEPS = Set.of("ADD", "UPDATE", "DELETE");

    private final Mem0Export export;
    private final Instant now;
    private final ImportLossLog losses;
    private final Map<String, List<Mem0Export.Step>> history = new LinkedHashMap<>();
    private Sink sink = (record, read) -> {};
    private long read;
    private boolean page;

    /**
     * Creates a reader.
     *
     * @param export the export of mem0
     * @param now the time at which memories without a time count as recorded
     * @param losses is notified of every record that lost something
     */
    public Mem0RecordReader(Mem0Export export, Instant now, ImportLossLog losses) {
        this.export = export;
        this.now = now;
        this.losses = losses;
        for (Mem0Export.Step step : export.history()) {
            if (STEPS.contains(step.event())) {
                history.computeIfAbsent(step.memoryId(), id -> new ArrayList<>())
                        .add(step);
            } else {
                losses.part(step.memoryId(), "a step of its history that is no ADD, UPDATE or DELETE");
            }
        }
    }

    /**
     * Reads the records, each memory before its steps.
     *
     * @throws InvalidInputException if the file is not an export of mem0
     * @throws StorageException if it cannot be read
     */
    @Override
    public void read(Sink into) {
        sink = into;
        JsonArrayReader items =
                new JsonArrayReader(export.getAll(), "results", "Write the result of mem0's get_all to it.");
        items.read((item, bytes) -> {
            read = bytes;
            memory(item);
        });
        Long count = items.number("count");
        page = items.present("next") || items.present("previous") || (count != null && count > items.count());
        history.forEach(this::deleted);
    }

    /** {@return false if the file is a page of a larger list} */
    @Override
    public boolean whole() {
        return !page;
    }

    private void memory(JsonNode item) {
        String id = text(item, "id").strip();
        List<Mem0Export.Step> steps = history.remove(id);
        String text = text(item, "memory");
        String name = id.isEmpty() ? "record " + (losses.position() + 1) : id;
        losses.next();
        if (id.isEmpty() || text.isBlank()) {
            losses.leftOut(name, "left out: it has no " + (id.isEmpty() ? "id" : "text"));
            return;
        }
        if (id.codePoints().anyMatch(Mem0RecordReader::isBlankOrControl)) {
            losses.leftOut(name, "left out: its id contains white space or a control character");
            return;
        }
        Scope scope = scope(item, name);
        if (scope == null) {
            return;
        }
        Instant created = or(at(item, "created_at", name), first(steps));
        Instant updated = or(at(item, "updated_at", name), created);
        Map<String, Object> memory = fields(id, scope, text, created, updated);
        boolean assistant = "assistant".equals(text(item, "role"));
        memory.put("origin", (assistant ? Origin.ASSISTANT : Origin.USER).name());
        JsonNode attributed = field(item, "attributed_to");
        put(memory, "attributedTo", attributed.isMissingNode() ? field(item, "actor_id") : attributed);
        JsonNode expiry = field(item, "expiration_date");
        Instant expires = expiry(expiry);
        if (expires != null) {
            memory.put("expiresAt", expires.toString());
        } else if (!expiry.isMissingNode()) {
            losses.part(name, "its expiration_date, which is no date");
        }
        memory.put("metadata", metadata(item));
        give(new PortableRecord("memory", memory));
        steps(id, scope, steps, text, created);
    }

    private void give(PortableRecord record) {
        sink.take(record, read);
    }

    private static boolean isBlankOrControl(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private void deleted(String id, List<Mem0Export.Step> steps) {
        Mem0Export.Step last = steps.get(steps.size() - 1);
        String text = last.newText() == null ? last.oldText() : last.newText();
        Scope scope = export.defaultScope();
        if (scope == null || text == null || text.isBlank()) {
            losses.leftOut(id, "left out: it was deleted in mem0, and its history names nobody");
            return;
        }
        Instant at = or(last.at(), now);
        Map<String, Object> memory = fields(id, scope, text, first(steps), at);
        memory.put("retractedAt", at.toString());
        give(new PortableRecord("memory", memory));
        steps(id, scope, steps, text, at);
    }

    private static Map<String, Object> fields(String id, Scope scope, String text, Instant created, Instant updated) {
        Map<String, Object> memory = scoped(scope);
        memory.put("id", id);
        memory.put("kind", MemoryKind.FACT.name());
        memory.put("text", text);
        memory.put("origin", Origin.USER.name());
        memory.put("entities", List.of());
        memory.put("validPrecision", TimePrecision.INSTANT.name());
        memory.put("recordedAt", created.toString());
        memory.put("updatedAt", updated.toString());
        memory.put("pinned", false);
        memory.put("metadata", Map.of());
        return memory;
    }

    private static Map<String, Object> scoped(Scope scope) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (scope.userId() != null) {
            fields.put("user", scope.userId());
        }
        if (scope.agentId() != null) {
            fields.put("agent", scope.agentId());
        }
        if (scope.runId() != null) {
            fields.put("run", scope.runId());
        }
        return fields;
    }

    private void steps(String id, Scope scope, @Nullable List<Mem0Export.Step> steps, String text, Instant created) {
        if (steps == null) {
            // Derived from the memory's id, so that it is the same the next time.
            UUID step = UUID.nameUUIDFromBytes(("mem0 " + id).getBytes(StandardCharsets.UTF_8));
            steps(
                    id,
                    scope,
                    List.of(new Mem0Export.Step(step.toString(), id, null, text, "ADD", created, null)),
                    text,
                    created);
            return;
        }
        for (Mem0Export.Step step : steps) {
            Map<String, Object> event = scoped(scope);
            event.put("id", step.id());
            event.put("operation", step.id());
            event.put("memoryId", id);
            event.put("step", MemoryEvent.Type.valueOf(step.event()).name());
            event.put("actor", step.actor() == null || step.actor().isBlank() ? ACTOR : step.actor());
            event.put("at", or(step.at(), created).toString());
            event.put("why", "imported from mem0");
            if (step.oldText() != null && !step.event().equals("ADD")) {
                event.put("oldText", step.oldText());
            }
            if (step.newText() != null && !step.event().equals("DELETE")) {
                event.put("newText", step.newText());
            }
            give(new PortableRecord("event", event));
        }
    }

    /** Newer platforms call the run a session. */
    private @Nullable Scope scope(JsonNode item, String name) {
        String user = id(item, "user_id");
        String agent = id(item, "agent_id");
        String run = id(item, "run_id");
        run = run == null ? id(item, "session_id") : run;
        try {
            Scope scope =
                    user == null && agent == null && run == null ? export.defaultScope() : new Scope(user, agent, run);
            if (scope == null) {
                losses.leftOut(name, "left out: it names no user, agent or run");
            }
            return scope;
        } catch (InvalidInputException e) {
            losses.leftOut(
                    name, "left out: its user, agent or run is no id: white space, control characters or too long");
            return null;
        }
    }

    private static @Nullable String id(JsonNode item, String field) {
        String id = text(item, field).strip();
        return id.isEmpty() || id.equals("null") ? null : id;
    }

    private static String text(JsonNode item, String field) {
        return field(item, field).asText("");
    }

    /** {@return a field in the notation of the Python or of the JavaScript client, missing if it is null} */
    private static JsonNode field(JsonNode item, String name) {
        JsonNode value = item.path(name);
        if (value.isMissingNode() || value.isNull()) {
            value = item.path(camelCase(name));
        }
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean gap = name.charAt(i) == '_';
            i += gap ? 1 : 0;
            camel.append(gap ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
        }
        return camel.toString();
    }

    private static void put(Map<String, Object> fields, String name, JsonNode value) {
        if (value.isTextual() && !value.asText().isBlank()) {
            fields.put(name, value.asText());
        }
    }

    /** Values of types that metadata does not support are kept as their JSON. */
    private static Map<String, Object> metadata(JsonNode item) {
        Map<String, Object> entries = new LinkedHashMap<>();
        item.path("metadata").properties().forEach(entry -> addEntry(entries, entry.getKey(), entry.getValue()));
        for (String kept : List.of("categories", "app_id")) {
            addEntry(entries, kept, field(item, kept));
        }
        return entries;
    }

    private static void addEntry(Map<String, Object> entries, String key, JsonNode value) {
        if (key.isBlank() || value.isNull() || value.isMissingNode()) {
            return;
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : List.<JsonNode>of()) {
            elements.add(scalar(element));
        }
        Object scalar = scalar(value);
        if (scalar != null) {
            entries.put(key, scalar);
        } else if (value.isArray() && !elements.contains(null)) {
            entries.put(key, elements);
        } else {
            entries.put(key, value.toString());
        }
    }

    private static @Nullable Object scalar(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asLong();
        }
        return value.isNumber() && Double.isFinite(value.asDouble()) ? value.asDouble() : null;
    }

    private Instant first(@Nullable List<Mem0Export.Step> steps) {
        return steps == null ? now : or(steps.get(0).at(), now);
    }

    private static Instant or(@Nullable Instant time, Instant otherwise) {
        return time == null ? otherwise : time;
    }

    private @Nullable Instant at(JsonNode item, String field, String name) {
        JsonNode value = field(item, field);
        Instant at = Mem0Export.time(value.asText(""));
        if (at == null && !value.isMissingNode() && !value.asText("").isBlank()) {
            losses.part(name, "its " + field + ", which is no time");
        }
        return at;
    }

    /** The last day on which the memory is shown, or an instant in epoch seconds. */
    private static @Nullable Instant expiry(JsonNode value) {
        String day = value.asText("");
        if (value.isNumber()) {
            return Mem0Export.time(day);
        }
        try {
            return day.isBlank() || day.equals("null")
                    ? null
                    : LocalDate.parse(day.substring(0, Math.min(10, day.length())))
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
