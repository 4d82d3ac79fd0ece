// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.Memory;
import dev.memoir.Role;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.Redactor;
import dev.memoir.llm.AnswerText;
import dev.memoir.prompt.RecalledBlock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sanitizes an extraction request: removes recalled memories from the turns, because they were not said, reasoning and
 * offline replies of models, and secrets.
 */
final class RequestSanitizer {

    /** About 4,000 tokens per turn, more than anyone says at once; a pasted book is truncated. */
    static final int LONGEST_TURN = 16_000;

    /** A fact is a sentence, but an application may have stored a longer text. */
    private static final int LONGEST_FACT = 2_000;

    /**
     * A private key of 16,384 bits in PEM has about 12,700 characters: one at the end of the text is redacted as a
     * whole.
     */
    private static final int LONGEST_SECRET = 16_000;

    private RequestSanitizer() {}

    /** {@return the sanitized request, without turns that have become empty} */
    static ExtractionRequest of(ExtractionRequest request, Redactor redactor) {
        return ExtractionRequest.builder(turns(request.turns(), redactor, LONGEST_TURN))
                .before(turns(request.before(), redactor, LONGEST_TURN))
                .known(request.known().stream()
                        .map(memory -> fact(memory, redactor))
                        .toList())
                .instructions(request.instructions())
                .build();
    }

    private static List<StoredTurn> turns(List<StoredTurn> turns, Redactor redactor, int longest) {
        return turns.stream()
                .flatMap(turn -> turn(turn, redactor, longest).stream())
                .toList();
    }

    private static Optional<StoredTurn> turn(StoredTurn recorded, Redactor redactor, int longest) {
        Turn turn = recorded.turn();
        String text = redacted(RecalledBlock.strip(words(turn)), redactor, longest);
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(withText(recorded, text));
    }

    /** {@return the turn with another text} */
    static StoredTurn withText(StoredTurn recorded, String text) {
        Turn turn = recorded.turn();
        if (text.equals(turn.text())) {
            return recorded;
        }
        Turn sanitized =
                new Turn(turn.role(), turn.origin(), turn.speaker(), text, turn.saidAt(), turn.metadata(), turn.zone());
        return new StoredTurn(
                recorded.id(),
                recorded.scope(),
                recorded.conversation(),
                recorded.sequence(),
                sanitized,
                recorded.at(),
                recorded.recordedAt(),
                recorded.extractedAt());
    }

    /** Cleans answers that were stored before this was done on writing, or by the application itself. */
    private static String words(Turn turn) {
        return turn.role() == Role.ASSISTANT ? AnswerText.of(turn.text()).orElse("") : turn.text();
    }

    private static Memory fact(Memory memory, Redactor redactor) {
        @Nullable String subject = memory.subject();
        return memory.toBuilder()
                .text(redacted(memory.text(), redactor, LONGEST_FACT))
                .subject(subject == null ? null : redactor.redact(subject))
                .build();
    }

    /**
     * {@return a redacted text, truncated to a length} Only slightly more than that is redacted, because redaction
     * takes seconds per megabyte.
     */
    private static String redacted(String text, Redactor redactor, int longest) {
        return beginning(redactor.redact(beginning(text, longest + LONGEST_SECRET)), longest);
    }

    /** {@return a text, truncated to a length without splitting a surrogate pair} */
    static String beginning(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest) + " […]";
    }
}
