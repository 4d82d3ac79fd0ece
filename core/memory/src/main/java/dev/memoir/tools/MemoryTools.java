package dev.memoir.tools;

import dev.memoir.AddRequest;
import dev.memoir.InvalidInputException;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.MemoryUpdate;
import dev.memoir.Page;
import dev.memoir.Recalled;
import dev.memoir.Recollection.Hit;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.recall.RecalledBlock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory as tools of a model: five methods that take and return plain text. The scope is the application's to give; a model
 * never names it.
 *
 * <p>What a tool returns is at most {@value #MOST_CHARACTERS} characters of stored text in a {@link RecalledBlock}, dated,
 * with the ids of turns and memories. Arguments come from a model and may be anything, null too. No method throws: what went wrong is
 * told as text that says what to do. Thread-safe.
 */
public final class MemoryTools {

    /** The most hits of a search: what {@link SearchRequest} gives where nothing else is said. */
    static final int HITS = SearchRequest.DEFAULT_LIMIT;

    /** The most memories of a list. */
    static final int LISTED = 50;

    /** The most that stored texts take of a result, some 3,000 tokens: each of the hits or of the list has an equal share. */
    static final int MOST_CHARACTERS = 12_000;

    private static final Logger LOG = LoggerFactory.getLogger(MemoryTools.class);

    private static final String NOT_FOUND = "There is no memory with that id. Take an id from "
            + ToolDescriptions.LIST_MEMORIES + " or " + ToolDescriptions.SEARCH_MEMORY
            + ". What was said in a conversation can be deleted, but not changed.";
    private static final String FAILED = "Memory is not available now. Answer without it and do not try again.";

    private final LongTermMemory memory;
    private final ZoneId zone;

    /** @param memory what the tools read and write, in its time zone; not closed by them */
    public MemoryTools(LongTermMemory memory) {
        this(memory, memory.zone());
    }

    private MemoryTools(LongTermMemory memory, ZoneId zone) {
        this.memory = memory;
        this.zone = zone;
    }

    /**
     * {@return tools of the same memory for a call in another time zone}
     *
     * @param zone the zone, or null for the memory's
     */
    public MemoryTools in(@Nullable ZoneId zone) {
        return zone == null || zone.equals(this.zone) ? this : new MemoryTools(memory, zone);
    }

    /**
     * Searches turns and memories.
     *
     * @param scope whose memory
     * @param query what is asked
     * @return the best hits first, or that there are none
     */
    public String searchMemory(Scope scope, @Nullable String query) {
        return given(ToolDescriptions.SEARCH_MEMORY, ToolDescriptions.QUERY, query, asked -> {
            SearchRequest request = SearchRequest.of(scope, asked)
                    .limit(HITS)
                    .tokenBudget(0)
                    .zone(zone)
                    .build();
            List<Recalled> found = memory.search(request).relevant(request.minRelevance()).hits().stream()
                    .map(Hit::item)
                    .toList();
            return found.isEmpty()
                    ? "Nothing in memory matches. Try other words once, or answer without it."
                    : RecalledBlock.withIds(found, MOST_CHARACTERS / HITS, zone, asked);
        });
    }

    /**
     * Stores a text as it is.
     *
     * @param scope whose memory
     * @param text the words
     * @return the new memory's id
     */
    public String addMemory(Scope scope, @Nullable String text) {
        return given(ToolDescriptions.ADD_MEMORY, ToolDescriptions.TEXT, text, words -> {
            AddRequest request = AddRequest.of(scope).text(words).infer(false).build();
            return "Stored with the id " + memory.add(request).memories().get(0).id() + ".";
        });
    }

    /**
     * Replaces a memory's text. The old one stays in the history.
     *
     * @param scope whose memory
     * @param id the memory's id
     * @param text the new words
     * @return that it is done, or that there is no such memory in this scope
     */
    public String updateMemory(Scope scope, @Nullable String id, @Nullable String text) {
        String tool = ToolDescriptions.UPDATE_MEMORY;
        return given(
                tool,
                ToolDescriptions.ID,
                id,
                which -> given(tool, ToolDescriptions.TEXT, text, words -> {
                    memory.update(scope, which.strip(), MemoryUpdate.text(words).because(tool));
                    return "Updated.";
                }));
    }

    /**
     * Retracts a memory, or suppresses a turn: neither is found any more. Both stay in the history, and can be undone.
     *
     * @param scope whose memory
     * @param id the id of a memory or turn
     * @return that it is done, or that there is no such thing in this scope
     */
    public String deleteMemory(Scope scope, @Nullable String id) {
        return given(
                ToolDescriptions.DELETE_MEMORY,
                ToolDescriptions.ID,
                id,
                which -> memory.delete(scope, which.strip()) || hide(scope, which.strip()) ? "Deleted." : NOT_FOUND);
    }

    /** A memory that was retracted before is not there any more for a model; only turns are hidden. */
    private boolean hide(Scope scope, String id) {
        return memory.get(scope, id).isEmpty()
                && !memory.suppress(scope, List.of(id), ToolDescriptions.DELETE_MEMORY)
                        .isEmpty();
    }

    /**
     * Lists memories.
     *
     * @param scope whose memory
     * @return the latest first, or that there are none
     */
    public String listMemories(Scope scope) {
        return told(() -> {
            Page<Memory> page = memory.list(
                    ListRequest.of(scope).limit(LISTED).newestFirst().build());
            if (page.items().isEmpty()) {
                return "No memory is stored. What was said in conversations is found with "
                        + ToolDescriptions.SEARCH_MEMORY + ".";
            }
            String block = RecalledBlock.withIds(page.items(), MOST_CHARACTERS / LISTED, zone);
            return page.next() == null
                    ? block
                    : block + "\nThere are older ones. Find them with " + ToolDescriptions.SEARCH_MEMORY + ".";
        });
    }

    private static String given(String tool, String parameter, @Nullable String argument, UnaryOperator<String> call) {
        return argument == null || argument.isBlank()
                ? "The parameter '" + parameter + "' is missing. Call " + tool + " again with it."
                : told(() -> call.apply(argument));
    }

    private static String told(Supplier<String> call) {
        try {
            return call.get();
        } catch (MemoryNotFoundException e) {
            return NOT_FOUND;
        } catch (InvalidInputException e) {
            return "That cannot be done: " + e.getMessage();
        } catch (RuntimeException e) {
            LOG.warn("A memory tool failed. The model was told to go on without memory.", e);
            return FAILED;
        }
    }
}
