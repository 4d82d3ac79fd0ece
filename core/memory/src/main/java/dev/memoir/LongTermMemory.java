package dev.memoir;

import dev.memoir.maintenance.Maintenance;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Long-term memory: turns of conversations and what is known from them, kept per {@link Scope} and recalled by meaning
 * and by word.
 *
 * <p>Thread-safe. Every method but {@link #close()} throws {@link MemoryClosedException} after it. Methods that write
 * return when the write is committed and found by the next search of this instance.
 *
 * <p>Unless said otherwise, methods throw {@link InvalidInputException} for arguments that cannot be stored,
 * {@link StorageException} when the ledger cannot be read or written (then nothing was written, unless it is a
 * {@link ForgetIncompleteException}), and never fail because
 * an embedder or index does while the ledger can carry the call alone.
 */
public interface LongTermMemory extends AutoCloseable {

    /** The tokens of a profile where nothing is said: some thirty facts. */
    int PROFILE_TOKENS = 500;

    /**
     * Opens the embedded memory of a directory: a SQLite ledger, a Lucene index and the all-MiniLM-L6-v2 embedder, all in
     * this process, without any server or key. The directory is made if need be; one instance at a time can hold it.
     *
     * @param directory where the ledger and the index are kept
     * @return the memory
     * @throws DirectoryInUseException if another instance holds the directory
     * @throws StorageException if it cannot be made, read or written
     */
    static LongTermMemory open(Path directory) {
        return builder().directory(directory).open();
    }

    /** {@return a builder for a memory with a ledger, index, embedder or clock of your own} */
    static LongTermMemoryBuilder builder() {
        return new LongTermMemoryBuilder();
    }

    /**
     * Stores turns, or texts verbatim as memories. All of them or none.
     *
     * @param request what to store
     * @return what was stored
     * @throws IdempotencyConflictException if the request's key came before with other content
     */
    AddResult add(AddRequest request);

    /**
     * Stores turns in the scope's default conversation.
     *
     * @param scope whose
     * @param turns what was said, in order
     * @return what was stored
     */
    default AddResult add(Scope scope, Turn... turns) {
        return add(AddRequest.builder(scope).turns(List.of(turns)).build());
    }

    /**
     * Recalls.
     *
     * @param request what to recall
     * @return what was recalled, best first, and rendered for a prompt
     * @throws MemoryIndexException if the index cannot be searched
     */
    SearchResult search(SearchRequest request);

    /**
     * Recalls turns and memories, {@value SearchRequest#DEFAULT_LIMIT} at most.
     *
     * @param scope whose memory
     * @param query what is asked
     * @return what was recalled
     */
    default SearchResult search(Scope scope, String query) {
        return search(SearchRequest.builder(scope, query).build());
    }

    /**
     * Tells in few words what is known, for a part of the prompt that is always there: preferences and facts that hold now,
     * about the user first, and events that are still to come. No model is asked. The text stays the same until memory changes,
     * and grows at the ends of its groups, as long as all fits into the budget.
     *
     * @param scope whose
     * @param tokenBudget the most tokens that the text takes, at least 0
     * @return the profile
     */
    Profile profile(Scope scope, int tokenBudget);

    /**
     * Tells in few words what is known, see {@link #profile(Scope, int)}, in at most {@value #PROFILE_TOKENS} tokens.
     *
     * @param scope whose
     * @return the profile
     */
    default Profile profile(Scope scope) {
        return profile(scope, PROFILE_TOKENS);
    }

    /**
     * {@return a memory, expired or retracted ones too}
     *
     * @param scope whose; a memory outside it is not found
     * @param id the memory's id
     */
    Optional<Memory> get(Scope scope, String id);

    /**
     * {@return a turn with its whole text, of which prompts show an excerpt; suppressed ones are not found}
     *
     * @param scope the scope to read; a turn outside it is not found
     * @param id the turn's id
     */
    Optional<StoredTurn> getTurn(Scope scope, String id);

    /**
     * {@return a page of memories}
     *
     * @param request which
     */
    Page<Memory> list(ListRequest request);

    /**
     * {@return a page of turns}
     *
     * @param request which
     */
    Page<StoredTurn> listTurns(ListRequest request);

    /**
     * Changes a memory's text, metadata or expiry. The old text stays in the history.
     *
     * @param scope whose
     * @param id the memory's id
     * @param update what to change
     * @return the memory as it is now
     * @throws MemoryNotFoundException if the scope holds no such memory, or it was deleted
     */
    Memory update(Scope scope, String id, MemoryUpdate update);

    /**
     * Suppresses turns and memories: they are hidden from search, from profiles, from chat windows, from new summaries and from
     * what facts are extracted from. Nothing is destroyed, and {@link #unsuppress} shows them again. Summaries and procedures
     * that tell of a suppressed turn are suppressed too, and the conversation is summarised anew without it; facts that were
     * extracted from it are not, unless their ids are given too. {@link ListRequest.Builder#onlySuppressed()} lists what is
     * suppressed, {@link #get} and {@link Learning#sources} still show it, and its {@link #history} tells who hid it, when and
     * why. What is suppressed is not found by a search of the past either.
     *
     * @param scope the scope to write in
     * @param ids ids of turns and memories; those that are suppressed already, or that the scope does not hold, are passed over
     * @param why the reason for the history, or null
     * @return the steps that were taken, one for each turn and memory; {@link Learning#undo} takes them back together
     */
    List<MemoryEvent> suppress(Scope scope, Collection<String> ids, @Nullable String why);

    /**
     * Suppresses turns and memories, see {@link #suppress(Scope, Collection, String)}.
     *
     * @param scope the scope to write in
     * @param ids ids of turns and memories
     * @return the steps that were taken
     */
    default List<MemoryEvent> suppress(Scope scope, String... ids) {
        return suppress(scope, List.of(ids), null);
    }

    /**
     * Shows suppressed turns and memories again, with what is summarised from then on.
     *
     * @param scope the scope to write in
     * @param ids ids of turns and memories; those that are not suppressed, or that the scope does not hold, are passed over
     * @return the steps that were taken
     */
    List<MemoryEvent> unsuppress(Scope scope, Collection<String> ids);

    /**
     * Shows suppressed turns and memories again, see {@link #unsuppress(Scope, Collection)}.
     *
     * @param scope the scope to write in
     * @param ids ids of turns and memories
     * @return the steps that were taken
     */
    default List<MemoryEvent> unsuppress(Scope scope, String... ids) {
        return unsuppress(scope, List.of(ids));
    }

    /**
     * Retracts a memory: it is not found any more, but stays in the history, and a search of the past finds it. To destroy it,
     * {@link #forget(Scope, String)}.
     *
     * @param scope whose
     * @param id the memory's id
     * @return whether the scope held it and it stood
     */
    boolean delete(Scope scope, String id);

    /**
     * {@return what happened to a memory or turn, oldest first; empty if the scope holds no such thing} All that happens to a
     * turn is that it is suppressed and shown again.
     *
     * @param scope whose
     * @param id the id of a memory or turn
     */
    List<MemoryEvent> history(Scope scope, String id);

    /**
     * Destroys everything that the scope reads (see {@link Scope#covers}): turns, memories, history, vectors, postings,
     * and what the write-ahead log held of them.
     *
     * @param scope whose
     * @return what was destroyed, and how far
     * @throws ForgetIncompleteException if it is forgotten, but bytes of it may be left in the ledger's files
     * @throws MemoryIndexException if it is forgotten, but the index could not be cleared
     */
    ForgetResult forget(Scope scope);

    /**
     * Destroys one turn or memory with its history.
     *
     * @param scope whose
     * @param id the id of a turn or memory
     * @return what was destroyed; all zero if the scope holds no such thing
     * @throws ForgetIncompleteException if it is forgotten, but bytes of it may be left in the ledger's files
     * @throws MemoryIndexException if it is forgotten, but the index could not be cleared
     */
    ForgetResult forget(Scope scope, String id);

    /**
     * {@return what {@link #forget(Scope)} would destroy now} Nothing is destroyed.
     *
     * @param scope whose
     */
    ForgetResult previewForget(Scope scope);

    /** {@return the time zone of turns and questions that name none; UTC unless the builder was given another} */
    default ZoneId zone() {
        return ZoneOffset.UTC;
    }

    /** {@return what those do who run the memory, for all scopes together} */
    Maintenance maintenance();

    /** {@return how facts are drawn from turns, what they come from, and how to take a step back} */
    Learning learning();

    /** {@return who and what is spoken of, and where} */
    Entities entities();

    /**
     * {@return how much a scope holds}
     *
     * @param scope whose
     */
    MemoryStats stats(Scope scope);

    /** {@return how the whole memory is, all scopes together} For operators: it counts, which takes longer the more there is. */
    MemoryStatus status();

    /**
     * Has something done when the memory is closed, while it can still be used: an integration writes what waits in its
     * queue.
     *
     * @param task runs once, on the closing thread, before the memory refuses calls; what it throws is logged
     */
    void onClose(Runnable task);

    /**
     * Finishes what is being written, and closes ledger, index and embedder. Drawing that runs is waited for, at most 20
     * seconds; what is pending then goes on when the memory is opened again, and so does what was cut short: nothing of it
     * has been written. Further calls do nothing.
     */
    @Override
    void close();
}
