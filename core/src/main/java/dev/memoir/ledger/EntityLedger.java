package dev.memoir.ledger;

import dev.memoir.Entity;
import dev.memoir.EntityEvent;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.Page;
import dev.memoir.Recalled;
import dev.memoir.Scope;
import dev.memoir.resolve.NameMatcher;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a ledger that knows who and what is spoken of, see {@link dev.memoir.Entities}. Every method is one
 * transaction. Implementations are thread-safe.
 */
public interface EntityLedger {

    /**
     * {@return a page of entities, in the order of their names}
     *
     * @param scope who reads
     * @param limit at most so many
     * @param after the {@link Page#next()} of the page before, or null
     * @throws InvalidInputException if the page is of another listing
     */
    Page<Entity> entities(Scope scope, int limit, @Nullable String after);

    /**
     * {@return the entities that a name denotes, one for each scope in which it is known}
     *
     * @param scope who reads
     * @param name the name, however it is said
     */
    List<Entity> entities(Scope scope, String name);

    /**
     * {@return a page of the turns and standing memories that mention an entity, latest first}
     *
     * @param scope who reads
     * @param name a name of the entity
     * @param limit at most so many
     * @param after the {@link Page#next()} of the page before, or null
     * @throws InvalidInputException if the page is of another listing
     */
    Page<Recalled> mentions(Scope scope, String name, int limit, @Nullable String after);

    /**
     * {@return the entities that a turn or memory mentions, in the order of their names}
     *
     * @param scope who reads
     * @param itemId which
     */
    List<Entity> mentionedIn(Scope scope, String itemId);

    /**
     * {@return what is known of the names in a question} One statement, for every search asks.
     *
     * @param scope who asks
     * @param question the question
     */
    QueryNames named(Scope scope, NameMatcher question);

    /**
     * Makes two names denote one entity.
     *
     * @param scope the scope that they were said in, exactly
     * @param name a name of the entity
     * @param other a name that denotes it too
     * @param eventId the id of the event that tells it; there is none if they do already
     * @param at when
     * @return the entity
     * @throws MemoryNotFoundException if nothing in the scope says the first name
     * @throws InvalidInputException if the second names nobody
     */
    Entity merge(Scope scope, String name, String other, String eventId, Instant at);

    /**
     * Takes a merge back.
     *
     * @param scope the scope that the names were said in, exactly
     * @param other the second name
     * @param eventId the id of the event that tells it
     * @param at when
     * @return whether there was anything to take back
     */
    boolean split(Scope scope, String other, String eventId, Instant at);

    /**
     * Takes an event back, if what it said is still so.
     *
     * @param scope the scope that the names were said in, exactly
     * @param undone the id of the event
     * @param eventId the id of the event that tells it
     * @param at when
     * @return whether it was taken back; false if something else was said of its names since
     * @throws MemoryNotFoundException if there is no such event in the scope, or nothing says its names any more
     */
    boolean undoMerge(Scope scope, String undone, String eventId, Instant at);

    /**
     * {@return what the application said of the names of an entity, the earliest first}
     *
     * @param scope who reads
     * @param name a name of the entity
     */
    List<EntityEvent> entityHistory(Scope scope, String name);

    /**
     * Links a part of what was said before with names that are new, or of what was never linked: some tens of milliseconds,
     * of which writers wait for few.
     *
     * @return whether there was anything to do, so that there may be more
     */
    boolean linkEarlier();
}
