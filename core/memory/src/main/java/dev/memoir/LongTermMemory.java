// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import dev.memoir.maintenance.Maintenance;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A long-term memory of conversations: stores turns and the facts extracted from them per {@link Scope}, and recalls
 * them by meaning and by keyword.
 *
 * <p>Thread-safe. All methods except {@link #close()} throw {@link MemoryClosedException} once the memory is closed.
 * Methods that write return when the write is committed and visible to the next search of this instance.
 *
 * <p>Unless stated otherwise, methods throw {@link InvalidInputException} for arguments that cannot be stored, and
 * {@link StorageException} if the ledger cannot be read or written; then nothing was written, unless it is a
 * {@link ForgetIncompleteException}. A failing embedder or index does not fail a call that the ledger alone can serve.
 */
public interface LongTermMemory extends AutoCloseable {

    /** The default token budget of a profile, about 30 facts. */
    int PROFILE_TOKENS = 500;

    /**
     * Opens the embedded memory of a directory: a SQLite ledger, a Lucene index and the all-MiniLM-L6-v2 embedder, all
     * in this process, without any server or API key. The directory is created if necessary; one instance at a time can
     * hold it.
     *
     * @param directory the directory of the ledger and the index
     * @return the memory
     * @throws DirectoryInUseException if another instance holds the directory
     * @throws StorageException if the directory cannot be created, read or written
     */
    static LongTermMemory open(Path directory) {
        return builder().directory(directory).open();
    }

    /** {@return a builder for a memory with a custom ledger, index, embedder or clock} */
    static LongTermMemoryBuilder builder() {
        return new LongTermMemoryBuilder();
    }

    /**
     * Adds turns of a conversation, from which facts are extracted in the background. Either all of them are stored or
     * none.
     *
     * @param request the turns to store
     * @return what was stored
     * @throws IdempotencyConflictException if the request's key was used before with different content
     */
    AddResult add(AddRequest request);

    /**
     * Adds turns to the scope's default conversation.
     *
     * @param scope the scope to write in
     * @param turns the turns to store, in order
     * @return what was stored
     */
    default AddResult add(Scope scope, Turn... turns) {
        return add(AddRequest.builder(scope).turns(List.of(turns)).build());
    }

    /**
     * Stores texts verbatim as memories. Either all of them are stored or none.
     *
     * @param request the texts to store
     * @return what was stored
     * @throws IdempotencyConflictException if the request's key was used before with different content
     */
    StoreResult store(StoreRequest request);

    /**
     * Stores a text verbatim as a fact.
     *
     * @param scope the scope to write in
     * @param text the text to store
     * @return the stored memory
     */
    default Memory store(Scope scope, String text) {
        return store(StoreRequest.builder(scope).text(text).build()).memories().get(0);
    }

    /**
     * Searches the memory and renders the hits as a prompt block.
     *
     * @param request the query and its options
     * @return the hits, best first, and the prompt block
     * @throws MemoryIndexException if the index cannot be searched
     */
    SearchResult search(SearchRequest request);

    /**
     * Searches turns and memories with the default options, for at most {@value SearchRequest#DEFAULT_LIMIT} hits.
     *
     * @param scope the scope to search
     * @param query the question or message to find turns and memories for
     * @return the hits, best first, and the prompt block
     */
    default SearchResult search(Scope scope, String query) {
        return search(SearchRequest.builder(scope, query).build());
    }

    /**
     * Summarises briefly what is known about a user, for a constant part of the prompt: preferences and facts that hold
     * now, those about the user first, and upcoming events. No model is asked. The text stays the same until the memory
     * changes, and grows at the ends of its groups as long as everything fits into the budget.
     *
     * @param scope the scope to read
     * @param tokenBudget the maximum number of tokens of the text, at least 0
     * @return the profile
     */
    Profile profile(Scope scope, int tokenBudget);

    /**
     * Summarises briefly what is known about a user in at most {@value #PROFILE_TOKENS} tokens, see
     * {@link #profile(Scope, int)}.
     *
     * @param scope the scope to read
     * @return the profile
     */
    default Profile profile(Scope scope) {
        return profile(scope, PROFILE_TOKENS);
    }

    /**
     * {@return a memory, including an expired, retracted or superseded one}
     *
     * @param scope the scope to read; a memory outside it is not found
     * @param id the memory's id
     */
    Optional<Memory> get(Scope scope, String id);

    /**
     * {@return a turn with its whole text, of which prompts show an excerpt; suppressed turns are not found}
     *
     * @param scope the scope to read; a turn outside it is not found
     * @param id the turn's id
     */
    Optional<StoredTurn> getTurn(Scope scope, String id);

    /**
     * {@return a page of memories}
     *
     * @param request the memories to list
     */
    Page<Memory> list(ListRequest request);

    /**
     * {@return a page of turns}
     *
     * @param request the turns to list
     */
    Page<StoredTurn> listTurns(ListRequest request);

    /**
     * Updates a memory's text, metadata or expiry. The history keeps the old text.
     *
     * @param scope the scope to write in
     * @param id the memory's id
     * @param update the changes
     * @return the updated memory
     * @throws MemoryNotFoundException if the scope holds no such memory, or it was deleted
     */
    Memory update(Scope scope, String id, MemoryUpdate update);

    /**
     * Suppresses turns and memories: hides them from search, profiles, chat windows, new summaries and fact extraction.
     * Nothing is destroyed, and {@link #unsuppress} shows them again. Summaries and procedures that include a
     * suppressed turn are suppressed too, and the conversation is summarised again without it; facts that were
     * extracted from it are not, unless their ids are given too. {@link ListRequest.Builder#onlySuppressed()} lists
     * suppressed items, {@link #get} and {@link Learning#sources} still show them, and their {@link #history} states
     * who hid them, when and why. A search of the past does not find suppressed items either.
     *
     * @param scope the scope to write in
     * @param ids the ids of turns and memories; those that are already suppressed, or that the scope does not hold, are
     *     ignored
     * @param reason the reason for the history, or null
     * @return one step for each suppressed turn and memory; {@link Learning#undo} reverts them together
     */
    List<MemoryEvent> suppress(Scope scope, Collection<String> ids, @Nullable String reason);

    /**
     * Suppresses turns and memories, see {@link #suppress(Scope, Collection, String)}.
     *
     * @param scope the scope to write in
     * @param ids the ids of turns and memories
     * @return one step for each suppressed turn and memory
     */
    default List<MemoryEvent> suppress(Scope scope, String... ids) {
        return suppress(scope, List.of(ids), null);
    }

    /**
     * Shows suppressed turns and memories again; new summaries and extractions include them.
     *
     * @param scope the scope to write in
     * @param ids the ids of turns and memories; those that are not suppressed, or that the scope does not hold, are
     *     ignored
     * @return one step for each turn and memory that is shown again
     */
    List<MemoryEvent> unsuppress(Scope scope, Collection<String> ids);

    /**
     * Shows suppressed turns and memories again, see {@link #unsuppress(Scope, Collection)}.
     *
     * @param scope the scope to write in
     * @param ids the ids of turns and memories
     * @return one step for each turn and memory that is shown again
     */
    default List<MemoryEvent> unsuppress(Scope scope, String... ids) {
        return unsuppress(scope, List.of(ids));
    }

    /**
     * Retracts a memory: search no longer finds it, but it stays in the history, and a search of the past finds it. Use
     * {@link #forget(Scope, String)} to destroy it.
     *
     * @param scope the scope to write in
     * @param id the memory's id
     * @return whether the scope held the memory and it was current
     */
    boolean delete(Scope scope, String id);

    /**
     * {@return the history of a memory or turn, oldest step first; empty if the scope does not hold it} The history of
     * a turn consists of its suppressions and their reversals.
     *
     * @param scope the scope to read
     * @param id the id of a memory or turn
     */
    List<MemoryEvent> history(Scope scope, String id);

    /**
     * Destroys everything that the scope covers (see {@link Scope#covers}): turns, memories, history, vectors,
     * postings, and their traces in the write-ahead log. Turns that integrations of this process have captured but not
     * written yet are discarded; a turn that is captured later is stored again, such as the answer of a call that is
     * still running.
     *
     * @param scope the scope to forget
     * @return what was destroyed, and how far
     * @throws StorageException if captured turns of the scope are still being written after half a minute; then nothing
     *     is forgotten
     * @throws ForgetIncompleteException if everything is forgotten, but bytes of it may remain in the ledger's files
     * @throws MemoryIndexException if everything is forgotten, but the index could not be cleared
     */
    ForgetResult forget(Scope scope);

    /**
     * Destroys one turn or memory with its history.
     *
     * @param scope the scope that holds it
     * @param id the id of a turn or memory
     * @return what was destroyed; all zero if the scope holds no such item
     * @throws ForgetIncompleteException if it is forgotten, but bytes of it may remain in the ledger's files
     * @throws MemoryIndexException if it is forgotten, but the index could not be cleared
     */
    ForgetResult forget(Scope scope, String id);

    /**
     * {@return what {@link #forget(Scope)} would destroy now} Nothing is destroyed.
     *
     * @param scope the scope to count
     */
    ForgetResult previewForget(Scope scope);

    /** {@return the time zone of turns and queries that have none; UTC unless the builder was given another} */
    default ZoneId zone() {
        return ZoneOffset.UTC;
    }

    /** {@return administrative operations across all scopes} */
    Maintenance maintenance();

    /** {@return operations on extraction, summaries, sources of memories, and undo} */
    Learning learning();

    /** {@return the people, places and things that turns and memories mention} */
    Entities entities();

    /**
     * {@return the number of turns and memories that a scope holds}
     *
     * @param scope the scope to count
     */
    MemoryStats stats(Scope scope);

    /**
     * {@return the status of the whole memory, across all scopes} For operators: it counts rows, so it takes longer the
     * more the memory holds.
     */
    MemoryStatus status();

    /**
     * Registers a callback that runs at the start of {@link #close()}, while the memory is still usable. Integrations
     * use it to write their queued turns.
     *
     * @param task the callback; runs once, on the closing thread, and its exceptions are logged
     */
    void onClose(Runnable task);

    /**
     * Registers a callback that runs at the start of {@link #forget(Scope)}, before anything is destroyed. Integrations
     * use it to discard what they have not written yet, and applications to clear what they keep of a user themselves.
     * It does not run when a single item is forgotten or when retention rules are applied.
     *
     * @param task the callback; it receives the scope to forget, on the thread that forgets. If it throws, nothing is
     *     forgotten, and the caller of {@code forget} receives the exception
     */
    void onForget(Consumer<Scope> task);

    /**
     * Finishes writes in progress, and closes ledger, index and embedder. Waits at most 20 seconds for a running
     * extraction. Pending work continues when the memory is opened again, and so does an interrupted extraction, of
     * which nothing has been written. Further calls have no effect.
     */
    @Override
    void close();
}
