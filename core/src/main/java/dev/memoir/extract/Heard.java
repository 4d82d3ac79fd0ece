package dev.memoir.extract;

import dev.memoir.Memory;
import dev.memoir.RecordedTurn;
import dev.memoir.Turn;
import dev.memoir.recall.RecalledBlock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as extraction hears it: without what was recalled into the turns, which nobody said, and without secrets. */
final class Heard {

    private Heard() {}

    /** {@return the request; a turn of which nothing is left is not in it} */
    static ExtractionRequest of(ExtractionRequest request, Redactor redactor) {
        return new ExtractionRequest(
                turns(request.before(), redactor),
                turns(request.turns(), redactor),
                request.known().stream().map(memory -> fact(memory, redactor)).toList(),
                request.instructions());
    }

    private static List<RecordedTurn> turns(List<RecordedTurn> turns, Redactor redactor) {
        return turns.stream().flatMap(turn -> turn(turn, redactor).stream()).toList();
    }

    private static Optional<RecordedTurn> turn(RecordedTurn recorded, Redactor redactor) {
        Turn turn = recorded.turn();
        String text = redactor.redact(RecalledBlock.strip(turn.text()));
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (text.equals(turn.text())) {
            return Optional.of(recorded);
        }
        Turn heard = new Turn(turn.role(), turn.origin(), turn.speaker(), text, turn.saidAt(), turn.metadata());
        return Optional.of(new RecordedTurn(
                recorded.id(),
                recorded.scope(),
                recorded.conversation(),
                recorded.sequence(),
                heard,
                recorded.at(),
                recorded.recordedAt(),
                recorded.extractedAt()));
    }

    private static Memory fact(Memory memory, Redactor redactor) {
        @Nullable String subject = memory.subject();
        return memory.toBuilder()
                .text(redactor.redact(memory.text()))
                .subject(subject == null ? null : redactor.redact(subject))
                .build();
    }
}
