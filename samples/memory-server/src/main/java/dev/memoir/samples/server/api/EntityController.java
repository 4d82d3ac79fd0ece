// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.Entity;
import dev.memoir.EntityEvent;
import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people, places and things that turns and memories mention. */
@RestController
@RequestMapping("/api/v1/entities")
@Tag(name = "Entities")
class EntityController {

    private final TenantMemories memories;

    EntityController(TenantMemories memories) {
        this.memories = memories;
    }

    /**
     * An entity.
     *
     * @param scope the scope in which it is mentioned
     * @param name the fullest of its names
     * @param aliases its other names
     * @param turns the number of turns that mention it
     * @param memories the number of current memories that mention it
     * @param first the earliest time of a mention
     * @param last the latest time of a mention
     */
    record EntityView(
            ScopeView scope,
            String name,
            List<String> aliases,
            long turns,
            long memories,
            @Nullable Instant first,
            @Nullable Instant last) {

        static EntityView of(Entity entity) {
            return new EntityView(
                    ScopeView.of(entity.scope()),
                    entity.name(),
                    entity.aliases(),
                    entity.turns(),
                    entity.memories(),
                    entity.first(),
                    entity.last());
        }
    }

    /**
     * A merge or a split of names.
     *
     * @param id the id, for undo
     * @param type what happened
     * @param name the name that the entity keeps
     * @param other the other name
     * @param at when it happened
     * @param undoes the id of the event that it undid
     */
    record EntityEventView(
            String id,
            EntityEvent.Type type,
            String name,
            String other,
            Instant at,
            @Nullable String undoes) {

        static EntityEventView of(EntityEvent event) {
            return new EntityEventView(
                    event.id(), event.type(), event.name(), event.other(), event.at(), event.undoes());
        }
    }

    /**
     * Names to merge or to split.
     *
     * @param userId the user
     * @param agentId the agent
     * @param runId the run
     * @param name the name of the entity; only to merge
     * @param other the name that is to denote it too, or no longer
     */
    record Names(
            @Nullable String userId,
            @Nullable String agentId,
            @Nullable String runId,
            @Nullable String name,
            @Nullable String other) {

        Scope scope(Caller caller) {
            return caller.scope(userId, agentId, runId);
        }

        static String required(@Nullable String name, String field) {
            if (name == null || name.isBlank()) {
                throw new InvalidInputException("The field '" + field + "' is missing.");
            }
            return name;
        }
    }

    @GetMapping
    @Operation(operationId = "listEntities", summary = "List entities in the order of their names")
    PageView<EntityView> list(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters scope,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return PageView.of(memories.of(caller).entities().list(scope.of(caller), limit, after), EntityView::of);
    }

    @GetMapping("/find")
    @Operation(operationId = "findEntities", summary = "Find the entities that a name denotes")
    ListView<EntityView> find(
            Caller caller, @ParameterObject @ModelAttribute ScopeParameters scope, @RequestParam String name) {
        return ListView.of(memories.of(caller).entities().find(scope.of(caller), name), EntityView::of);
    }

    @GetMapping("/mentions")
    @Operation(operationId = "mentions", summary = "List turns and memories that mention an entity, latest first")
    PageView<ItemView> mentions(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters scope,
            @RequestParam String name,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return PageView.of(memories.of(caller).entities().mentions(scope.of(caller), name, limit, after), ItemView::of);
    }

    @GetMapping("/history")
    @Operation(operationId = "entityHistory", summary = "List merges and splits of an entity's names")
    ListView<EntityEventView> history(
            Caller caller, @ParameterObject @ModelAttribute ScopeParameters scope, @RequestParam String name) {
        return ListView.of(memories.of(caller).entities().history(scope.of(caller), name), EntityEventView::of);
    }

    @PostMapping("/merge")
    @Operation(operationId = "mergeEntities", summary = "Make two names denote one entity")
    EntityView merge(Caller caller, @RequestBody Names names) {
        return EntityView.of(memories.of(caller)
                .entities()
                .merge(
                        names.scope(caller),
                        Names.required(names.name(), "name"),
                        Names.required(names.other(), "other")));
    }

    @PostMapping("/split")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "splitEntities", summary = "Revert a merge")
    void split(Caller caller, @RequestBody Names names) {
        if (!memories.of(caller).entities().split(names.scope(caller), Names.required(names.other(), "other"))) {
            throw new ApiException(HttpStatus.CONFLICT, "There is no merge of this name to revert.");
        }
    }

    @PostMapping("/events/{id}/undo")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "undoEntityEvent", summary = "Undo a merge or a split")
    void undo(Caller caller, @ParameterObject @ModelAttribute ScopeParameters scope, @PathVariable String id) {
        if (!memories.of(caller).entities().undo(scope.of(caller), id)) {
            throw new ApiException(HttpStatus.CONFLICT, "The names were merged or split otherwise since.");
        }
    }
}
