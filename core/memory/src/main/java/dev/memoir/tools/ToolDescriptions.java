package dev.memoir.tools;

/** What a model is told of the tools: names, descriptions and parameters, as constants that annotations can hold. */
public final class ToolDescriptions {

    /** The name of {@link MemoryTools#searchMemory}. */
    public static final String SEARCH_MEMORY = "search_memory";

    /** What {@link #SEARCH_MEMORY} does. */
    public static final String SEARCH_MEMORY_DOES =
            "Searches long-term memory of earlier conversations with this user. Use it when the answer may depend on"
                    + " what was said or decided before and the prompt does not show it.";

    /** The name of {@link MemoryTools#addMemory}. */
    public static final String ADD_MEMORY = "add_memory";

    /** What {@link #ADD_MEMORY} does. */
    public static final String ADD_MEMORY_DOES =
            "Stores one fact or preference in long-term memory, to be recalled in later conversations. Use it when the"
                    + " user asks to remember something.";

    /** The name of {@link MemoryTools#updateMemory}. */
    public static final String UPDATE_MEMORY = "update_memory";

    /** What {@link #UPDATE_MEMORY} does. */
    public static final String UPDATE_MEMORY_DOES =
            "Replaces the text of one memory that is no longer right. Find its id with search_memory or list_memories.";

    /** The name of {@link MemoryTools#deleteMemory}. */
    public static final String DELETE_MEMORY = "delete_memory";

    /** What {@link #DELETE_MEMORY} does. */
    public static final String DELETE_MEMORY_DOES =
            "Deletes one memory, or one thing that was said, so that it is not found any more. Find its id with"
                    + " search_memory or list_memories. Use it only when the user asks to.";

    /** The name of {@link MemoryTools#listMemories}. */
    public static final String LIST_MEMORIES = "list_memories";

    /** What {@link #LIST_MEMORIES} does. */
    public static final String LIST_MEMORIES_DOES = "Lists the memories stored most recently, with their ids.";

    /** The parameter that says what to search for. */
    public static final String QUERY = "query";

    /** What {@link #QUERY} means. */
    public static final String QUERY_MEANS = "What to look for, as a question or in a few words";

    /** The parameter that gives a memory's words. */
    public static final String TEXT = "text";

    /** What {@link #TEXT} means. */
    public static final String TEXT_MEANS =
            "One statement that can be understood by itself, with names and dates instead of 'he' or 'tomorrow'";

    /** The parameter that names a memory. */
    public static final String ID = "id";

    /** What {@link #ID} means. */
    public static final String ID_MEANS =
            "The id of a memory or of something said, as search_memory or list_memories shows it";

    /** What every tool returns where nobody's memory is meant. */
    public static final String NO_SCOPE =
            "There is no memory for this call: it names no user. Answer without memory and do not try again.";

    private ToolDescriptions() {}
}
