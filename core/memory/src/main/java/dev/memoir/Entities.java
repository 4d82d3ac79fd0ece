package dev.memoir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who and what is spoken of, and where. Turns and memories are linked with the entities whose names they say, in the
 * transaction that records them: a memory with those that its extractor lists, a turn with its speaker, with names that are
 * known in its scope and stand in its text as whole words, and with those of the memories that were drawn from it. When a
 * name is new, the latest 1,000 turns and memories of the scope are searched for it a moment later, behind the conversations
 * and across restarts; {@link Learning#flush} waits for that. What an import brings, and what was recorded before there were
 * entities, is linked in the same way.
 *
 * <p>Names that differ by case, width or composition of their characters, an article or a possessive are one; "José" and
 * "Jose" are two. "Ana", "Ana Silva" and "my sister Ana" denote one entity as long as one person of that name is known, and
 * "my sister" alone denotes it as long as one such is known; what denotes several people, or nobody known, stands for itself.
 * So what is said later, taken back or forgotten may join or part names that were apart or joined: nothing needs to be undone
 * for that. A name denotes an entity in the scope it was said in, never in another.
 *
 * <p>Entities have no life of their own: one that nothing mentions any more is gone, with its names. Thread-safe.
 */
public interface Entities {

    /** The largest page. */
    int MAX_LIMIT = 1000;

    /**
     * {@return a page of entities, in the order of their names}
     *
     * @param scope who reads
     * @param limit at most so many, 1 to {@value #MAX_LIMIT}
     * @param after the {@link Page#next()} of the page before, or null for the first
     * @throws InvalidInputException if the limit is out of range, or the page is of another listing
     */
    Page<Entity> list(Scope scope, int limit, @Nullable String after);

    /**
     * {@return the entity that a name denotes: one for each of the scopes read in which it is known, so one at most for a
     * scope that turns and memories were written with; none if nothing says the name}
     *
     * @param scope who reads
     * @param name the name, however it is said: "Ana", "my sister", "the user's sister"
     */
    List<Entity> find(Scope scope, String name);

    /**
     * {@return a page of the turns and standing memories that mention an entity, those that tell of the latest time first}
     *
     * @param scope who reads
     * @param name a name of the entity
     * @param limit at most so many, 1 to {@value #MAX_LIMIT}
     * @param after the {@link Page#next()} of the page before, or null for the first
     * @throws InvalidInputException if the limit is out of range, or the page is of another listing
     */
    Page<MemoryItem> mentions(Scope scope, String name, int limit, @Nullable String after);

    /**
     * {@return the entities that a turn or memory mentions, in the order of their names}
     *
     * @param scope who reads
     * @param itemId the id of a turn or memory
     */
    List<Entity> of(Scope scope, String itemId);

    /**
     * Makes two names denote one entity, that of the first: with all their other names, whatever is said later, until
     * {@link #split} takes it back. The second name need not have been said yet. It is an event of its own, see
     * {@link #history}, and no step of any memory's.
     *
     * @param scope the scope that the names were said in, exactly
     * @param name a name of the entity
     * @param other a name that denotes it too
     * @return the entity
     * @throws MemoryNotFoundException if nothing in the scope says the first name
     * @throws InvalidInputException if the second names nobody, as "user" does, or is too long for a name
     */
    Entity merge(Scope scope, String name, String other);

    /**
     * Takes a {@link #merge} back: the name denotes again what is said of it.
     *
     * @param scope the scope that the names were said in, exactly
     * @param other the second name of the merge, or another of that entity then
     * @return whether there was anything to take back
     */
    boolean split(Scope scope, String other);

    /**
     * {@return what the application said of the names of an entity, the earliest first: each merge and split, by whom and
     * when} Forgetting goes before history: with a name, what was said of it is destroyed.
     *
     * @param scope who reads
     * @param name a name of the entity
     */
    List<EntityEvent> history(Scope scope, String name);

    /**
     * Takes a merge or a split back, as an event of its own, which can be taken back in turn.
     *
     * @param scope the scope that the names were said in, exactly
     * @param eventId the id of the event
     * @return whether it was taken back; false if something else was said of its names since
     * @throws MemoryNotFoundException if there is no such event in the scope, or nothing says its names any more
     */
    boolean undo(Scope scope, String eventId);
}
