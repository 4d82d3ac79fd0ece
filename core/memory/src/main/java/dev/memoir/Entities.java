// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people, places and things that turns and memories mention. Turns and memories are linked with the entities that
 * they name, in the transaction that records them: a memory with those that its extractor lists; a turn with its
 * speaker, with the known names of its scope that appear in its text as whole words, and with the entities of the
 * memories that were extracted from it. When a name is new, the latest 1,000 turns and memories of the scope are
 * searched for it soon afterwards, in the background and across restarts; {@link Learning#flush} waits for that.
 * Imported items, and those that were recorded before entities existed, are linked in the same way.
 *
 * <p>Names that differ only by case, width or composition of their characters, an article or a possessive are the same;
 * "José" and "Jose" are different. "Ana", "Ana Silva" and "my sister Ana" denote one entity as long as one person of
 * that name is known, and "my sister" alone denotes it as long as one sister is known. A name that denotes several
 * people, or nobody who is known, is an entity of its own. So what is said, retracted or forgotten later may join or
 * separate names; nothing needs to be undone for that. A name denotes an entity in the scope it was said in, never in
 * another.
 *
 * <p>Entities have no life cycle of their own: an entity that nothing mentions any more is gone, with its names.
 * Thread-safe.
 */
public interface Entities {

    /** The largest page size. */
    int MAX_LIMIT = 1000;

    /**
     * {@return a page of entities, in the order of their names}
     *
     * @param scope the scope to read
     * @param limit the maximum number of entities on the page, 1 to {@value #MAX_LIMIT}
     * @param after the {@link Page#next()} of the previous page, or null for the first
     * @throws InvalidInputException if the limit is out of range, or {@code after} comes from another listing
     */
    Page<Entity> list(Scope scope, int limit, @Nullable String after);

    /**
     * {@return the entities that a name denotes: at most one for each scope that is read, hence at most one for a scope
     * that turns and memories were written with; empty if nothing mentions the name}
     *
     * @param scope the scope to read
     * @param name the name in any form: "Ana", "my sister", "the user's sister"
     */
    List<Entity> find(Scope scope, String name);

    /**
     * {@return a page of the turns and current memories that mention an entity, the latest first}
     *
     * @param scope the scope to read
     * @param name a name of the entity
     * @param limit the maximum number of items on the page, 1 to {@value #MAX_LIMIT}
     * @param after the {@link Page#next()} of the previous page, or null for the first
     * @throws InvalidInputException if the limit is out of range, or {@code after} comes from another listing
     */
    Page<MemoryItem> mentions(Scope scope, String name, int limit, @Nullable String after);

    /**
     * {@return the entities that a turn or memory mentions, in the order of their names}
     *
     * @param scope the scope to read
     * @param itemId the id of a turn or memory
     */
    List<Entity> of(Scope scope, String itemId);

    /**
     * Makes two names denote one entity, that of the first name, with all their other names. This holds whatever is
     * said later, until {@link #split} reverts it. The second name need not have been mentioned yet. A merge is an
     * event of its own, see {@link #history}, not part of any memory's history.
     *
     * @param scope the scope that the names were said in, exactly
     * @param name a name of the entity
     * @param other a name that is to denote it too
     * @return the entity
     * @throws MemoryNotFoundException if nothing in the scope mentions the first name
     * @throws InvalidInputException if the second name denotes nobody in particular, as "user" does, or is too long for
     *     a name
     */
    Entity merge(Scope scope, String name, String other);

    /**
     * Reverts a {@link #merge}: the name denotes again what the turns and memories say of it.
     *
     * @param scope the scope that the names were said in, exactly
     * @param other the second name of the merge, or another name of its entity at that time
     * @return whether there was a merge to revert
     */
    boolean split(Scope scope, String other);

    /**
     * {@return the application's merges and splits of an entity's names, the earliest first, with actor and time}
     * Forgetting takes precedence over this history: when a name is forgotten, its events are destroyed.
     *
     * @param scope the scope to read
     * @param name a name of the entity
     */
    List<EntityEvent> history(Scope scope, String name);

    /**
     * Undoes a merge or a split by a new event, which can be undone in turn.
     *
     * @param scope the scope that the names were said in, exactly
     * @param eventId the id of the event
     * @return whether it was undone; false if its names were merged or split otherwise since
     * @throws MemoryNotFoundException if the scope holds no such event, or nothing mentions its names any more
     */
    boolean undo(Scope scope, String eventId);
}
