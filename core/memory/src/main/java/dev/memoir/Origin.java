package dev.memoir;

import java.util.Collection;
import java.util.Comparator;

/**
 * Where a turn's words came from, in the order of trust, the most trusted first: a person, the application, the model, then
 * what could have been written by anyone who wants to be believed. A user may paste a document: role USER, origin DOCUMENT.
 */
public enum Origin {
    /** The person's own words. */
    USER,
    /** The application's own instructions. */
    SYSTEM,
    /** The model's own words. */
    ASSISTANT,
    /** What a tool returned. */
    TOOL,
    /** A text that someone brought in. */
    DOCUMENT;

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

    /**
     * {@return the least trusted of several origins: what comes from all of them can be believed no more than that one}
     *
     * @param origins the origins
     * @param otherwise the origin to return if there are none
     */
    public static Origin leastTrusted(Collection<Origin> origins, Origin otherwise) {
        return origins.stream().max(Comparator.naturalOrder()).orElse(otherwise);
    }
}
