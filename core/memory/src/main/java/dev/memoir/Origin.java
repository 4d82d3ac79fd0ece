// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.Collection;
import java.util.Comparator;

/**
 * Where a turn's text came from, in the order of trust, the most trusted first: a person, the application, the model,
 * then sources that anyone could have written in order to be believed. A user may paste a document: role USER, origin
 * DOCUMENT.
 */
public enum Origin {
    /** The user's own words. */
    USER,
    /** The application's own instructions. */
    SYSTEM,
    /** The model's own words. */
    ASSISTANT,
    /** The result of a tool. */
    TOOL,
    /** A document that someone brought in. */
    DOCUMENT;

    /**
     * {@return the origin of a role's own words}
     *
     * @param role the role of the speaker
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
     * {@return the least trusted of several origins: what comes from all of them can be trusted no more than that one}
     *
     * @param origins the origins
     * @param fallback the origin to return if there are none
     */
    public static Origin leastTrusted(Collection<Origin> origins, Origin fallback) {
        return origins.stream().max(Comparator.naturalOrder()).orElse(fallback);
    }
}
