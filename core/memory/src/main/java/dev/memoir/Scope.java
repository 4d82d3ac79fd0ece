package dev.memoir;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose memory: a user, an agent, a run, or a combination; at least one part.
 *
 * <p>Ids are opaque: they are compared as they are, {@code *} and {@code %} are characters like any other. They are
 * trimmed; blank ones, ones with white space or control characters inside, ones with unpaired surrogates and ones over
 * {@value #MAX_ID_LENGTH} characters are rejected.
 *
 * <p>What is written belongs to exactly the scope it was written with. What a scope reads, see {@link #covers(Scope)}.
 *
 * @param userId the person, or null
 * @param agentId the agent, or null
 * @param runId the run (a session, a task), or null
 */
public record Scope(
        @Nullable String userId,
        @Nullable String agentId,
        @Nullable String runId) {

    /** The longest id, in UTF-16 characters. */
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
            throw new InvalidInputException("A scope needs at least one of userId, agentId and runId. Name whose memory"
                    + " is meant, e.g. Scope.user(\"zoe\").");
        }
    }

    /**
     * {@return the scope of a user}
     *
     * @param userId the person
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
     * Whether a reader with this scope sees what was written with another.
     *
     * <p>The user must be the same: a scope without a user never sees what belongs to one, so an application that fails
     * to resolve its user cannot show anybody's memory. An agent or run narrows when given and admits any when not: what
     * one agent learned of a user, the user's other agents recall.
     *
     * @param written the scope that something was written with
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
