// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The owner of memories: a user, an agent, a run, or a combination of them; at least one part is required.
 *
 * <p>Ids are opaque: they are compared as they are, and {@code *} and {@code %} are ordinary characters. They are
 * trimmed; an id is rejected if it is blank, contains white space, control characters or unpaired surrogates, or has
 * more than {@value #MAX_ID_LENGTH} characters.
 *
 * <p>An item belongs to exactly the scope it was written with. For what a scope reads, see {@link #covers(Scope)}.
 *
 * @param userId the user, or null
 * @param agentId the agent, or null
 * @param runId the run (a session, a task), or null
 */
public record Scope(
        @Nullable String userId,
        @Nullable String agentId,
        @Nullable String runId) {

    /** The maximum length of an id, in UTF-16 characters. */
    public static final int MAX_ID_LENGTH = 256;

    /**
     * Checks and trims the ids.
     *
     * @throws InvalidInputException if no part is given or an id is malformed
     */
    public Scope {
        userId = checked("userId", userId);
        agentId = checked("agentId", agentId);
        runId = checked("runId", runId);
        if (userId == null && agentId == null && runId == null) {
            throw new InvalidInputException("A scope needs at least one of userId, agentId and runId. Name the owner of"
                    + " the memory, e.g. Scope.user(\"zoe\").");
        }
    }

    /**
     * {@return the scope of a user}
     *
     * @param userId the user
     */
    public static Scope user(String userId) {
        return new Scope(userId, null, null);
    }

    /**
     * {@return the scope of an agent, without any user}
     *
     * @param agentId the agent
     */
    public static Scope agent(String agentId) {
        return new Scope(null, agentId, null);
    }

    /**
     * {@return the scope of a run, without any user}
     *
     * @param runId the run
     */
    public static Scope run(String runId) {
        return new Scope(null, null, runId);
    }

    /**
     * {@return this scope narrowed to an agent}
     *
     * @param agentId the agent
     */
    public Scope withAgent(String agentId) {
        return new Scope(userId, agentId, runId);
    }

    /**
     * {@return this scope narrowed to a run}
     *
     * @param runId the run
     */
    public Scope withRun(String runId) {
        return new Scope(userId, agentId, runId);
    }

    /**
     * Returns whether a reader with this scope sees what was written with another.
     *
     * <p>The user must be the same: a scope without a user never sees what belongs to one, so an application that fails
     * to resolve its user cannot expose anybody's memory. An agent or run restricts if given and admits any if not:
     * what one agent learned about a user, the user's other agents recall.
     *
     * @param written the scope that an item was written with
     * @return whether this scope reads it
     */
    public boolean covers(Scope written) {
        return Optional.ofNullable(userId).equals(Optional.ofNullable(written.userId))
                && (agentId == null || agentId.equals(written.agentId))
                && (runId == null || runId.equals(written.runId));
    }

    private static @Nullable String checked(String part, @Nullable String id) {
        if (id == null) {
            return null;
        }
        String trimmed = id.strip();
        if (trimmed.isEmpty()) {
            throw new InvalidInputException(part + " is blank. Leave it out (null) or give an id.");
        }
        if (trimmed.length() > MAX_ID_LENGTH) {
            throw new InvalidInputException(part + " has " + trimmed.length() + " characters; at most " + MAX_ID_LENGTH
                    + " are stored. Use a shorter id or a hash of it.");
        }
        if (trimmed.codePoints().anyMatch(Scope::notStorable)) {
            throw new InvalidInputException(part + " contains white space, a control character or half of a surrogate"
                    + " pair. Encode the id, e.g. with URLEncoder, before using it as a scope.");
        }
        return trimmed;
    }

    private static boolean notStorable(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE;
    }
}
