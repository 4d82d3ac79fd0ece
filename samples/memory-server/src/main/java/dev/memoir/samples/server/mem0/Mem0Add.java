// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.AddRequest;
import dev.memoir.InvalidInputException;
import dev.memoir.Metadata;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import dev.memoir.TimeZoneParser;
import dev.memoir.Turn;
import dev.memoir.samples.server.mem0.request.MemoryTimes;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import dev.memoir.samples.server.mem0.request.RequestValue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An add of mem0's protocol.
 *
 * @param scope the scope to write in
 * @param turns what was said
 * @param infer whether facts are extracted; otherwise each text is stored as it is
 * @param metadata metadata of every turn or memory
 * @param zone the time zone of the turns; null for the memory's
 * @param expiresAt when memories stored verbatim expire
 * @param instructions what to look for
 */
record Mem0Add(
        Scope scope,
        List<Turn> turns,
        boolean infer,
        Metadata metadata,
        @Nullable ZoneId zone,
        @Nullable Instant expiresAt,
        @Nullable String instructions) {

    private static final Map<String, String> UNSUPPORTED = Map.of(
            "agent_custom_instructions", "Use custom_instructions.",
            "custom_categories", "Categories are not assigned here; attach metadata.",
            "structured_data_schema", "Facts are extracted as sentences; attach metadata.",
            "immutable", "Memories can always be updated and deleted.",
            "includes", "Describe in custom_instructions what to extract.",
            "excludes", "Describe in custom_instructions what to leave out.",
            "memory_type", "Leave it out: what is extracted are facts, preferences and events.",
            "enable_graph", "Leave it out: entities are linked without a graph store.");

    static Mem0Add of(Mem0Session session, RequestFields body) {
        JsonNode filters = body.object("filters");
        if (filters != null && (filters.has("AND") || filters.has("OR") || filters.has("NOT"))) {
            throw RequestValue.wrong(
                    "filters", "must be flat here: it names the user_id, agent_id and run_id to add to");
        }
        RequestFields ids = filters == null ? body : RequestFields.of(filters);
        Scope scope = scope(session, body, ids);
        boolean infer = body.flag("infer", true);
        Metadata metadata = Objects.requireNonNullElse(body.metadata(), Metadata.none());
        String app = either(body.id("app_id"), filters == null ? null : ids.id("app_id"));
        if (app != null) {
            metadata = metadata.with(MemoryBody.APP, app);
        }
        if (filters != null) {
            ids.done();
        }
        Instant expiresAt = expiry(body.get("expiration_date"));
        if (infer && expiresAt != null) {
            throw RequestProblem.unsupported(
                    "expiration_date",
                    "It applies to texts stored with infer=false; set that of an extracted memory"
                            + " with an update.");
        }
        String instructions = Stream.of(body.text("custom_instructions"), body.text("prompt"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        if (!infer && !instructions.isBlank()) {
            throw RequestProblem.unsupported(
                    "custom_instructions", "They apply to the extraction, and infer=false extracts nothing.");
        }
        Mem0Add add = new Mem0Add(
                scope,
                Mem0Messages.turns(body.get("messages"), saidAt(body)),
                infer,
                metadata,
                zone(body.text("timezone")),
                expiresAt,
                instructions.isBlank() ? null : instructions);
        UNSUPPORTED.forEach(body::unsupported);
        body.done();
        return add;
    }

    /** Python's client also sends ids as filters, if its typed options are used. */
    private static Scope scope(Mem0Session session, RequestFields body, RequestFields ids) {
        String user = either(body.id("user_id"), ids.id("user_id"));
        String agent = either(body.id("agent_id"), ids.id("agent_id"));
        String run = either(body.id("run_id"), ids.id("run_id"));
        if (user == null
                && agent == null
                && run == null
                && session.caller().fixedScope() == null
                && (body.id("app_id") != null || ids.id("app_id") != null)) {
            throw RequestProblem.invalid(
                    "app_id alone is no owner of memories here: it is kept as an entry of metadata."
                            + " Name a user_id, agent_id or run_id too.");
        }
        return session.scope(user, agent, run);
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        if (one != null && other != null && !one.equals(other)) {
            throw RequestProblem.invalid("The ids in filters differ from those beside them.");
        }
        return one != null ? one : other;
    }

    private static @Nullable Instant saidAt(RequestFields body) {
        Instant saidAt = null;
        for (String name : List.of("timestamp", "observation_datetime", "observation_date")) {
            JsonNode value = body.get(name);
            if (value != null) {
                if (saidAt != null) {
                    throw RequestValue.wrong(name, "is a second time for the same messages; send one");
                }
                saidAt = MemoryTimes.start(name, value);
            }
        }
        return saidAt;
    }

    /** {@return the time at which the last day ends} */
    static @Nullable Instant expiry(@Nullable JsonNode date) {
        return date == null ? null : MemoryTimes.expiry("expiration_date", date);
    }

    private static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null ? null : TimeZoneParser.parse(name);
        } catch (InvalidInputException e) {
            throw RequestValue.wrong("timezone", "is no time zone, such as Europe/Berlin");
        }
    }

    AddRequest.Builder addRequest(@Nullable String projectInstructions) {
        String all = Stream.of(projectInstructions, instructions)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        return AddRequest.builder(scope)
                .turns(turns)
                .metadata(metadata.asMap())
                .zone(zone)
                .instructions(all.isBlank() ? null : all);
    }

    StoreRequest storeRequest() {
        return StoreRequest.builder(scope)
                .turns(turns)
                .metadata(metadata.asMap())
                .zone(zone)
                .expiresAt(expiresAt)
                .build();
    }
}
