// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Entity;
import dev.memoir.EntityEvent;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.entity.NameMatcher;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entity part of a ledger: names, the entities that they denote and their mentions, see {@link
 * dev.memoir.Entities}. Every method is one transaction. Implementations are thread-safe.
 */
public interface EntityLedger {

    /**
     * {@return a page of entities, ordered by name}
     *
     * @param scope the scope to read
     * @param limit the maximum number of entities
     * @param after the {@link Page#next()} of the previous page, or null
     * @throws InvalidInputException if the page token belongs to another listing
     */
    Page<Entity> entities(Scope scope, int limit, @Nullable String after);

    /**
     * {@return the entities that a name denotes, one per scope in which it is known}
     *
     * @param scope the scope to read
     * @param name the name, in any of its spellings
     */
    List<Entity> entities(Scope scope, String name);

    /**
     * {@return a page of the turns and current memories that mention an entity, latest first}
     *
     * @param scope the scope to read
     * @param name a name of the entity
     * @param limit the maximum number of items
     * @param after the {@link Page#next()} of the previous page, or null
     * @throws InvalidInputException if the page token belongs to another listing
     */
    Page<MemoryItem> mentions(Scope scope, String name, int limit, @Nullable String after);

    /**
     * {@return the entities that a turn or memory mentions, ordered by name}
     *
     * @param scope the scope to read
     * @param itemId the id of the turn or memory
     */
    List<Entity> mentionedIn(Scope scope, String itemId);

    /**
     * {@return the known entities and speakers that a question names} A single statement, because every search runs it.
     *
     * @param scope the scope to read
     * @param question the names in the question
     */
    QueryNames named(Scope scope, NameMatcher question);

    /**
     * Merges two names into one entity.
     *
     * @param scope the exact scope of the names
     * @param name a name of the entity
     * @param other another name of the same entity
     * @param eventId the id of the event that records the merge; nothing is recorded if both already denote one entity
     * @param at the time of the merge
     * @return the entity
     * @throws MemoryNotFoundException if nothing in the scope mentions the first name
     * @throws InvalidInputException if the second name cannot denote an entity
     */
    Entity merge(Scope scope, String name, String other, String eventId, Instant at);

    /**
     * Reverts a merge.
     *
     * @param scope the exact scope of the names
     * @param other the second name of the merge
     * @param eventId the id of the event that records the split
     * @param at the time of the split
     * @return whether there was a merge to revert
     */
    boolean split(Scope scope, String other, String eventId, Instant at);

    /**
     * Reverts an event, unless a later event overrides it.
     *
     * @param scope the exact scope of the names
     * @param undone the id of the event to revert
     * @param eventId the id of the event that records the reversal
     * @param at the time of the reversal
     * @return whether it was reverted; false if a later event concerns its names
     * @throws MemoryNotFoundException if the scope has no such event, or nothing mentions its names any more
     */
    boolean undoMerge(Scope scope, String undone, String eventId, Instant at);

    /**
     * {@return the merges and splits that the application made of an entity's names, earliest first}
     *
     * @param scope the scope to read
     * @param name a name of the entity
     */
    List<EntityEvent> entityHistory(Scope scope, String name);

    /**
     * Links a batch of earlier items to names that are new, or that were never linked. Takes some tens of milliseconds
     * and blocks writers for few of them.
     *
     * @return whether there was anything to do, so that there may be more
     */
    boolean linkEarlier();
}
