// SPDX-License-Identifier: Apache-2.0
package dev.memoir.entity;

import dev.memoir.Role;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import org.jspecify.annotations.Nullable;

/**
 * The persons that "my" and "your" refer to in a text, as in "my sister".
 *
 * @param mine the referent of "my": {@value #USER}, or the key of a speaker's name with a possessive; null if unknown
 * @param yours the referent of "your"; null if unknown
 */
public record PronounReferents(
        @Nullable String mine, @Nullable String yours) {

    /** The user, with or without a name. */
    static final String USER = "my";

    /** The referents in memories, queries and lists: "my" refers to the user, as "the user's" does everywhere. */
    public static final PronounReferents OF_USER = new PronounReferents(USER, null);

    /**
     * {@return the referents in a turn} The sister of a named speaker is not the user's: several people may talk.
     *
     * @param turn the turn
     */
    public static PronounReferents of(StoredTurn turn) {
        Turn said = turn.turn();
        return of(said.role(), said.speaker());
    }

    /**
     * {@return the referents in a turn}
     *
     * @param role the role of the speaker
     * @param speaker the speaker's name, or null
     */
    public static PronounReferents of(Role role, @Nullable String speaker) {
        if (role == Role.USER) {
            return new PronounReferents(speaker == null ? USER : EntityNames.key(speaker) + "'s", null);
        }
        return new PronounReferents(null, role == Role.ASSISTANT && speaker == null ? USER : null);
    }
}
