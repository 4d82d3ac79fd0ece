// SPDX-License-Identifier: Apache-2.0
package dev.memoir.tools;

/** Names, descriptions and parameters of the tools for a model, as constants for use in annotations. */
public final class ToolDescriptions {

    /** The name of {@link MemoryTools#searchMemory}. */
    public static final String SEARCH_MEMORY = "search_memory";

    /** The description of {@link #SEARCH_MEMORY}. */
    public static final String SEARCH_MEMORY_DESCRIPTION =
            "Searches long-term memory of earlier conversations with this user. Use it when the answer may depend on"
                    + " what was said or decided before and the prompt does not show it.";

    /** The name of {@link MemoryTools#addMemory}. */
    public static final String ADD_MEMORY = "add_memory";

    /** The description of {@link #ADD_MEMORY}. */
    public static final String ADD_MEMORY_DESCRIPTION =
            "Stores one fact or preference in long-term memory, to be recalled in later conversations. Use it when the"
                    + " user asks to remember something.";

    /** The name of {@link MemoryTools#updateMemory}. */
    public static final String UPDATE_MEMORY = "update_memory";

    /** The description of {@link #UPDATE_MEMORY}. */
    public static final String UPDATE_MEMORY_DESCRIPTION =
            "Replaces the text of one memory that is no longer right. Find its id with search_memory or list_memories.";

    /** The name of {@link MemoryTools#deleteMemory}. */
    public static final String DELETE_MEMORY = "delete_memory";

    /** The description of {@link #DELETE_MEMORY}. */
    public static final String DELETE_MEMORY_DESCRIPTION =
            "Deletes one memory, or one thing that was said, so that it is not found any more. Find its id with"
                    + " search_memory or list_memories. Use it only when the user asks to.";

    /** The name of {@link MemoryTools#listMemories}. */
    public static final String LIST_MEMORIES = "list_memories";

    /** The description of {@link #LIST_MEMORIES}. */
    public static final String LIST_MEMORIES_DESCRIPTION = "Lists the memories stored most recently, with their ids.";

    /** The parameter for the search query. */
    public static final String QUERY = "query";

    /** The description of {@link #QUERY}. */
    public static final String QUERY_DESCRIPTION = "What to look for, as a question or in a few words";

    /** The parameter for the text of a memory. */
    public static final String TEXT = "text";

    /** The description of {@link #TEXT}. */
    public static final String TEXT_DESCRIPTION =
            "One statement that can be understood by itself, with names and dates instead of 'he' or 'tomorrow'";

    /** The parameter for the id of a memory. */
    public static final String ID = "id";

    /** The description of {@link #ID}. */
    public static final String ID_DESCRIPTION =
            "The id of a memory or of something said, as search_memory or list_memories shows it";

    /** The result of every tool if the call has no scope. */
    public static final String NO_SCOPE =
            "There is no memory for this call: it names no user. Answer without memory and do not try again.";

    private ToolDescriptions() {}
}
