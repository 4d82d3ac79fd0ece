// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.Memory;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.extract.ExtractionRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation to extract facts from. Not thread-safe. */
final class Talk {

    private static final Scope ZOE = Scope.user("zoe");

    /** A Tuesday. */
    static final Instant TUESDAY = Instant.parse("2026-05-12T09:30:00Z");

    private final List<StoredTurn> before = new ArrayList<>();
    private final List<StoredTurn> turns = new ArrayList<>();
    private final List<Memory> known = new ArrayList<>();
    private Instant at = TUESDAY;
    private @Nullable String instructions;

    Talk at(String instant) {
        at = Instant.parse(instant);
        return this;
    }

    Talk user(String text) {
        return turn(Turn.builder(Role.USER, text));
    }

    Talk assistant(String text) {
        return turn(Turn.builder(Role.ASSISTANT, text));
    }

    Talk document(String text) {
        return turn(Turn.builder(Role.USER, text).origin(Origin.DOCUMENT));
    }

    Talk turn(Turn.Builder turn) {
        turns.add(recorded("turn-" + (turns.size() + 1), turn.saidAt(at).build()));
        return this;
    }

    Talk before(Turn.Builder turn) {
        before.add(recorded("before-" + (before.size() + 1), turn.saidAt(at).build()));
        return this;
    }

    Talk known(String text) {
        String id = "memory-" + (known.size() + 1);
        known.add(Memory.builder(id, ZOE, text, at).subject("user").build());
        return this;
    }

    Talk instructions(String text) {
        instructions = text;
        return this;
    }

    ExtractionRequest request() {
        return ExtractionRequest.builder(turns)
                .before(before)
                .known(known)
                .instructions(instructions)
                .build();
    }

    private StoredTurn recorded(String id, Turn turn) {
        return new StoredTurn(id, ZOE, "talk", before.size() + turns.size(), turn, at, at, null);
    }
}
