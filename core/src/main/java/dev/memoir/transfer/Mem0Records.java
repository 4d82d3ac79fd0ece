package dev.memoir.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import dev.memoir.TimePrecision;
import dev.memoir.ledger.LedgerRecord;
import dev.memoir.maintenance.Mem0Export;
import java.io.IOException;
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
 * mem0's memories and their history as records of a ledger. Ids stay, so that importing again adds nothing. What was deleted
 * in mem0 is only in its history: it becomes a memory that is retracted. Not thread-safe.
 */
public final class Mem0Records {

    /** Who did what mem0 does not say who did. */
    private static final String ACTOR = "mem0";

    private static final Set<String> STEPS = Set.of("ADD", "UPDATE", "DELETE");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Mem0Export export;
    private final Instant now;
    private final Map<String, List<Mem0Export.Step>> history = new LinkedHashMap<>();
    private final List<LedgerRecord> records = new ArrayList<>();
    private long unplaced;

    /**
     * @param export what mem0 gave
     * @param now when memories are taken to be recorded that do not say when they were
     */
    public Mem0Records(Mem0Export export, Instant now) {
        this.export = export;
        this.now = now;
        for (Mem0Export.Step step : export.history()) {
            if (STEPS.contains(step.event())) {
                history.computeIfAbsent(step.memoryId(), id -> new ArrayList<>())
                        .add(step);
            }
        }
    }

    /**
     * {@return the records, each memory before its steps}
     *
     * @throws InvalidInputException if the file is not what mem0 gives
     * @throws StorageException if it cannot be read
     */
    public List<LedgerRecord> read() {
        for (JsonNode item : results()) {
            memory(item);
        }
        history.forEach(this::deleted);
        return records;
    }

    /** {@return how many memories were left out, because nothing says whose they are} */
    public long unplaced() {
        return unplaced;
    }

    private JsonNode results() {
        JsonNode whole;
        try {
            whole = JSON.readTree(export.getAll().toFile());
        } catch (JsonProcessingException e) {
            // Without its cause, whose message quotes the file.
            throw new InvalidInputException(export.getAll() + " is not JSON. Write what get_all returned into it.");
        } catch (IOException e) {
            throw new StorageException(export.getAll() + " cannot be read (" + e + ").", e);
        }
        JsonNode results = whole.isArray() ? whole : whole.path("results");
        if (!results.isArray()) {
            throw new InvalidInputException(
                    export.getAll() + " has no list of results. Write what mem0's get_all returned into it.");
        }
        return results;
    }

    private void memory(JsonNode item) {
        String id = item.path("id").asText();
        List<Mem0Export.Step> steps = history.remove(id);
        String text = item.path("memory").asText();
        Scope scope = scope(item);
        if (scope == null || id.isBlank() || text.isBlank()) {
            unplaced++;
            return;
        }
        Instant created = or(at(item, "created_at"), first(steps));
        Instant updated = or(at(item, "updated_at"), created);
        Map<String, Object> memory = fields(id, scope, text, created, updated);
        boolean assistant = "assistant".equals(item.path("role").asText());
        memory.put("origin", (assistant ? Origin.ASSISTANT : Origin.USER).name());
        put(
                memory,
                "attributedTo",
                item.hasNonNull("attributed_to") ? item.get("attributed_to") : item.path("actor_id"));
        Instant expires = expiry(item.path("expiration_date").asText());
        if (expires != null) {
            memory.put("expiresAt", expires.toString());
        }
        memory.put("metadata", metadata(item));
        records.add(new LedgerRecord("memory", memory));
        steps(id, scope, steps, text, created);
    }

    private void deleted(String id, List<Mem0Export.Step> steps) {
        Mem0Export.Step last = steps.get(steps.size() - 1);
        String text = last.newText() == null ? last.oldText() : last.newText();
        Scope scope = export.otherwise();
        if (scope == null || text == null || text.isBlank()) {
            unplaced++;
            return;
        }
        Instant at = or(last.at(), now);
        Map<String, Object> memory = fields(id, scope, text, first(steps), at);
        memory.put("retractedAt", at.toString());
        records.add(new LedgerRecord("memory", memory));
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
            // Named after the memory, so that it is the same the next time.
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
            records.add(new LedgerRecord("event", event));
        }
    }

    private @Nullable Scope scope(JsonNode item) {
        String user = id(item, "user_id");
        String agent = id(item, "agent_id");
        String run = id(item, "run_id");
        return user == null && agent == null && run == null ? export.otherwise() : new Scope(user, agent, run);
    }

    private static @Nullable String id(JsonNode item, String field) {
        String id = item.path(field).asText("").strip();
        return id.isEmpty() || id.equals("null") ? null : id;
    }

    private static void put(Map<String, Object> fields, String name, JsonNode value) {
        if (value.isTextual() && !value.asText().isBlank()) {
            fields.put(name, value.asText());
        }
    }

    /** What our metadata has no type for is kept as its JSON. */
    private static Map<String, Object> metadata(JsonNode item) {
        Map<String, Object> entries = new LinkedHashMap<>();
        item.path("metadata").properties().forEach(entry -> note(entries, entry.getKey(), entry.getValue()));
        if (item.hasNonNull("categories")) {
            note(entries, "categories", item.get("categories"));
        }
        return entries;
    }

    private static void note(Map<String, Object> entries, String key, JsonNode value) {
        if (key.isBlank() || value.isNull()) {
            return;
        }
        if (value.isTextual()) {
            entries.put(key, value.asText());
        } else if (value.isBoolean()) {
            entries.put(key, value.asBoolean());
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            entries.put(key, value.asLong());
        } else if (value.isNumber() && Double.isFinite(value.asDouble())) {
            entries.put(key, value.asDouble());
        } else {
            entries.put(key, value.toString());
        }
    }

    private Instant first(@Nullable List<Mem0Export.Step> steps) {
        return steps == null ? now : or(steps.get(0).at(), now);
    }

    private static Instant or(@Nullable Instant time, Instant otherwise) {
        return time == null ? otherwise : time;
    }

    private static @Nullable Instant at(JsonNode item, String field) {
        return Mem0Export.time(item.path(field).asText(""));
    }

    /** The last day on which it is shown. */
    private static @Nullable Instant expiry(String day) {
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
