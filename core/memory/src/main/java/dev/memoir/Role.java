package dev.memoir;

/** Who takes part in a conversation. */
public enum Role {
    /** The person. */
    USER,
    /** The model that answers. */
    ASSISTANT,
    /** The application's own instructions. */
    SYSTEM,
    /** A tool that the model called. */
    TOOL
}
