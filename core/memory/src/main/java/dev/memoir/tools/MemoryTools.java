// SPDX-License-Identifier: Apache-2.0
package dev.memoir.tools;

import dev.memoir.InvalidInputException;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.MemoryUpdate;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.prompt.RecalledBlock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory as tools for a model: five methods that take and return plain text. The application provides the scope; a
 * model never chooses it.
 *
 * <p>A tool returns at most {@value #MOST_CHARACTERS} characters of stored text in a {@link RecalledBlock}, with dates
 * and the ids of turns and memories. Arguments come from a model and may be anything, including null. No method throws:
 * errors are returned as text that says what to do. Thread-safe.
 */
public final class MemoryTools {

    /** The maximum number of hits of a search: the default of {@link SearchRequest}. */
    static final int HITS = SearchRequest.DEFAULT_LIMIT;

    /** The maximum number of memories in a list. */
    static final int LISTED = 50;

    /**
     * The maximum number of characters of stored text in a result, about 3,000 tokens; each item has an equal share.
     */
    static final int MOST_CHARACTERS = 12_000;

    private static final Logger LOG = LoggerFactory.getLogger(MemoryTools.class);

    private static final String NOT_FOUND = "There is no memory with that id. Take an id from "
            + ToolDescriptions.LIST_MEMORIES + " or " + ToolDescriptions.SEARCH_MEMORY
            + ". What was said in a conversation can be deleted, but not changed.";
    private static final String FAILED = "Memory is not available now. Answer without it and do not try again.";

    private final LongTermMemory memory;
    private final ZoneId zone;

    /**
     * Creates the tools.
     *
     * @param memory the memory that the tools read and write, in its time zone; they do not close it
     */
    public MemoryTools(LongTermMemory memory) {
        this(memory, memory.zone());
    }

    private MemoryTools(LongTermMemory memory, ZoneId zone) {
        this.memory = memory;
        this.zone = zone;
    }

    /**
     * {@return tools of the same memory for calls in another time zone}
     *
     * @param zone the time zone, or null for that of the memory
     */
    public MemoryTools in(@Nullable ZoneId zone) {
        return zone == null || zone.equals(this.zone) ? this : new MemoryTools(memory, zone);
    }

    /**
     * Searches turns and memories.
     *
     * @param scope the scope to search
     * @param query the query
     * @return the hits, best first, or a text that there are none
     */
    public String searchMemory(Scope scope, @Nullable String query) {
        return callWith(ToolDescriptions.SEARCH_MEMORY, ToolDescriptions.QUERY, query, asked -> {
            SearchRequest request = SearchRequest.builder(scope, asked)
                    .limit(HITS)
                    .tokenBudget(0)
                    .zone(zone)
                    .build();
            List<MemoryItem> found = memory.search(request).withMinRelevance(request.minRelevance()).hits().stream()
                    .map(SearchHit::item)
                    .toList();
            return found.isEmpty()
                    ? "Nothing in memory matches. Try other words once, or answer without it."
                    : RecalledBlock.withIds(found, MOST_CHARACTERS / HITS, zone, asked);
        });
    }

    /**
     * Stores a text verbatim.
     *
     * @param scope the scope of the new memory
     * @param text the text
     * @return the id of the new memory
     */
    public String addMemory(Scope scope, @Nullable String text) {
        return callWith(
                ToolDescriptions.ADD_MEMORY,
                ToolDescriptions.TEXT,
                text,
                words -> "Stored with the id " + memory.store(scope, words).id() + ".");
    }

    /**
     * Replaces the text of a memory. The old text stays in the history.
     *
     * @param scope the scope of the memory
     * @param id the id of the memory
     * @param text the new text
     * @return a confirmation, or a text that there is no such memory in the scope
     */
    public String updateMemory(Scope scope, @Nullable String id, @Nullable String text) {
        String tool = ToolDescriptions.UPDATE_MEMORY;
        return callWith(
                tool,
                ToolDescriptions.ID,
                id,
                memoryId -> callWith(tool, ToolDescriptions.TEXT, text, words -> {
                    memory.update(
                            scope, memoryId.strip(), MemoryUpdate.text(words).withReason(tool));
                    return "Updated.";
                }));
    }

    /**
     * Retracts a memory or suppresses a turn, so that it is no longer found. It stays in the history, and the deletion
     * can be undone.
     *
     * @param scope the scope of the memory or turn
     * @param id the id of the memory or turn
     * @return a confirmation, or a text that there is no such item in the scope
     */
    public String deleteMemory(Scope scope, @Nullable String id) {
        return callWith(
                ToolDescriptions.DELETE_MEMORY,
                ToolDescriptions.ID,
                id,
                memoryId -> memory.delete(scope, memoryId.strip()) || suppressTurn(scope, memoryId.strip())
                        ? "Deleted."
                        : NOT_FOUND);
    }

    /** Suppresses turns only: a memory that was already retracted does not exist for a model. */
    private boolean suppressTurn(Scope scope, String id) {
        return memory.get(scope, id).isEmpty()
                && !memory.suppress(scope, List.of(id), ToolDescriptions.DELETE_MEMORY)
                        .isEmpty();
    }

    /**
     * Lists the latest memories.
     *
     * @param scope the scope of the memories
     * @return the memories, latest first, or a text that there are none
     */
    public String listMemories(Scope scope) {
        return textOf(() -> {
            Page<Memory> page = memory.list(
                    ListRequest.builder(scope).limit(LISTED).newestFirst().build());
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

    private static String callWith(
            String tool, String parameter, @Nullable String argument, UnaryOperator<String> call) {
        return argument == null || argument.isBlank()
                ? "The parameter '" + parameter + "' is missing. Call " + tool + " again with it."
                : textOf(() -> call.apply(argument));
    }

    private static String textOf(Supplier<String> call) {
        try {
            return call.get();
        } catch (MemoryNotFoundException e) {
            return NOT_FOUND;
        } catch (InvalidInputException e) {
            return "That cannot be done: " + e.getMessage();
        } catch (RuntimeException e) {
            LOG.warn("A memory tool failed. The model is told to continue without memory.", e);
            return FAILED;
        }
    }
}
