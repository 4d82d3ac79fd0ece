// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hashes are in ledgers: those below were computed when one request did both, with an option {@code infer}. */
class RequestFingerprintTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Turn NOTED = Turn.builder(Role.ASSISTANT, "Noted: Zoe likes tea.")
            .origin(Origin.TOOL)
            .speaker("Max")
            .saidAt(Instant.parse("2024-05-06T07:08:09Z"))
            .metadata(Map.of("b", 2, "a", "x"))
            .zone(ZoneId.of("Europe/Oslo"))
            .build();

    @Test
    void a_request_that_added_turns_keeps_its_hash() {
        assertThat(RequestFingerprint.of(
                        AddRequest.builder(ZOE).text("I like tea.").build()))
                .isEqualTo("4507dec50fcedc494430baae4d318dc799a08ef6f4b9fdba54796b60cd214ab4");
        assertThat(RequestFingerprint.of(AddRequest.builder(ZOE)
                        .conversation("c1")
                        .turn(Turn.user("Hello."))
                        .turn(NOTED)
                        .metadata(Map.of("k", true))
                        .zone(TOKYO)
                        .instructions("Look for drinks.")
                        .awaitExtraction(Duration.ofSeconds(3))
                        .build()))
                .isEqualTo("a9d465b541f9a7b0ed1e2b372c46c000f3e0295136eb632fec8aa48f59f6ad59");
    }

    @Test
    void a_request_that_stored_memories_keeps_its_hash() {
        assertThat(RequestFingerprint.of(
                        StoreRequest.builder(ZOE).text("Zoe likes tea.").build()))
                .isEqualTo("8fa91906ff3b69156d391ddadbbbcffedbd14a08a4764f4d7765d560d4887750");
        assertThat(RequestFingerprint.of(preference().build()))
                .isEqualTo("31e210cefda4cf0df3e65b1813415678eaa62c93e53a9ac589797adc9d203b2a");
    }

    @Test
    void the_subject_is_part_of_the_content() {
        assertThat(RequestFingerprint.of(preference().subject("Zoe").build()))
                .isNotEqualTo(RequestFingerprint.of(preference().build()));
    }

    private static StoreRequest.Builder preference() {
        return StoreRequest.builder(ZOE.withRun("r1"))
                .text("Zoe likes tea.")
                .turn(NOTED)
                .kind(MemoryKind.PREFERENCE)
                .metadata(Map.of("k", true))
                .zone(TOKYO)
                .expiresAfter(LocalDate.parse("2030-01-31"))
                .pinned(true);
    }
}
