package dev.memoir.resolve;

import dev.memoir.RecordedTurn;
import dev.memoir.Role;
import dev.memoir.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Whose sister "my sister" and "your sister" are in a text.
 *
 * @param mine who says "my": {@value #USER}, or the key of a speaker's name; null if it tells nobody
 * @param yours whom "your" means; null if it tells nobody
 */
public record PronounReferents(
        @Nullable String mine, @Nullable String yours) {

    /** The user, whatever their name. */
    static final String USER = "my";

    /** What is known, asked or listed: "my" is the user's, and so is "the user's" in every voice. */
    public static final PronounReferents OF_USER = new PronounReferents(USER, null);

    /**
     * {@return the voice of a turn} A named speaker's sister is not the user's: several people may talk.
     *
     * @param turn the turn
     */
    public static PronounReferents of(RecordedTurn turn) {
        Turn said = turn.turn();
        return of(said.role(), said.speaker());
    }

    /**
     * {@return the voice of a turn}
     *
     * @param role who takes part
     * @param speaker the speaker's name, or null
     */
    public static PronounReferents of(Role role, @Nullable String speaker) {
        if (role == Role.USER) {
            return new PronounReferents(speaker == null ? USER : EntityNames.key(speaker) + "'s", null);
        }
        return new PronounReferents(null, role == Role.ASSISTANT && speaker == null ? USER : null);
    }
}
