package dev.memoir.ledger;

import dev.memoir.Entity;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.Page;
import dev.memoir.Recalled;
import dev.memoir.Scope;
import java.util.List;
import java.util.Set;
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
     * {@return the keys of all names of the entities that a question names, as the documents of the change feed carry them}
     *
     * @param scope who asks
     * @param question its words
     */
    Set<String> named(Scope scope, String question);

    /**
     * Makes two names denote one entity.
     *
     * @param scope the scope that they were said in, exactly
     * @param name a name of the entity
     * @param other a name that denotes it too
     * @return the entity
     * @throws MemoryNotFoundException if nothing in the scope says the first name
     * @throws InvalidInputException if the second names nobody
     */
    Entity merge(Scope scope, String name, String other);

    /**
     * Takes a merge back.
     *
     * @param scope the scope that the names were said in, exactly
     * @param other the second name
     * @return whether there was anything to take back
     */
    boolean split(Scope scope, String other);
}
