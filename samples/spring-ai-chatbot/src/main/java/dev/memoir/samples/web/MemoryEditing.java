// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import dev.memoir.InvalidInputException;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryUpdate;
import dev.memoir.Page;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import dev.memoir.StoredTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/**
 * Edits the memory of a user. A memory is updated. A turn is a record of what was said and cannot be changed: it is
 * replaced by a memory with the same text and time, which is then updated, and the turn is forgotten. The old text
 * remains in the memory's history until the memory is forgotten.
 */
@Service
class MemoryEditing {

    private static final String WHY = "corrected by the user";

    /** The minimum length of a quote: shorter texts occur in many answers that do not quote them. */
    private static final int SHORTEST_QUOTE = 12;

    private final LongTermMemory memory;

    MemoryEditing(LongTermMemory memory) {
        this.memory = memory;
    }

    Memory edit(Scope scope, String id, String words) {
        MemoryItem item = found(scope, id);
        if (item instanceof StoredTurn turn) {
            return kept(scope, turn, words);
        }
        return memory.update(scope, id, MemoryUpdate.text(words).withReason(WHY));
    }

    /** The turn is forgotten last: a crash in between leaves too much, which can be forgotten, but never too little. */
    private Memory kept(Scope scope, StoredTurn turn, String words) {
        if (turn.turn().role() != Role.USER) {
            throw new InvalidInputException("An answer cannot be edited, only forgotten. Edit its sources instead.");
        }
        Memory said = memory.store(StoreRequest.builder(scope).turn(turn.turn()).build())
                .memories()
                .get(0);
        Memory corrected =
                memory.update(scope, said.id(), MemoryUpdate.text(words).withReason(WHY));
        memory.forget(scope, turn.id());
        return corrected;
    }

    /** {@return the answers that quote a text literally, which would reintroduce it} */
    List<StoredTurn> quoting(Scope scope, String id) {
        String words = ContextHits.line(found(scope, id));
        if (words.length() < SHORTEST_QUOTE) {
            return List.of();
        }
        List<StoredTurn> answers = new ArrayList<>();
        firstTurn(scope, turn -> {
            if (turn.turn().role() == Role.ASSISTANT
                    && !turn.id().equals(id)
                    && ContextHits.line(turn).contains(words)) {
                answers.add(turn);
            }
            return false;
        });
        return answers;
    }

    private MemoryItem found(Scope scope, String id) {
        return memory.get(scope, id)
                .filter(Memory::current)
                .<MemoryItem>map(found -> found)
                .or(() -> firstTurn(scope, turn -> turn.id().equals(id)))
                .orElseThrow(() -> new NotRememberedException("This user has no item with this id."));
    }

    /** Finds a turn by reading all, latest first, because people mostly click on recent ones. */
    private Optional<StoredTurn> firstTurn(Scope scope, Predicate<StoredTurn> wanted) {
        String after = null;
        do {
            Page<StoredTurn> page = memory.listTurns(ListRequest.builder(scope)
                    .newestFirst()
                    .limit(ListRequest.MAX_LIMIT)
                    .after(after)
                    .build());
            Optional<StoredTurn> found = page.items().stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found;
            }
            after = page.next();
        } while (after != null);
        return Optional.empty();
    }
}
