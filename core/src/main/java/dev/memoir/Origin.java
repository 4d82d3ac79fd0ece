package dev.memoir;

/** Where a turn's words came from: how far they may be believed. A user may paste a document: role USER, origin DOCUMENT. */
public enum Origin {
    /** The person's own words. */
    USER,
    /** The model's own words. */
    ASSISTANT,
    /** What a tool returned. */
    TOOL,
    /** A text that someone brought in. */
    DOCUMENT,
    /** The application's own instructions. */
    SYSTEM;

    /**
     * {@return the origin of a role's own words}
     *
     * @param role who speaks
     */
    public static Origin of(Role role) {
        return switch (role) {
            case USER -> USER;
            case ASSISTANT -> ASSISTANT;
            case SYSTEM -> SYSTEM;
            case TOOL -> TOOL;
        };
    }
}
