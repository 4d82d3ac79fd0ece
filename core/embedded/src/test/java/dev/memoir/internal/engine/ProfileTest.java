// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.memoir.InvalidInputException;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Profile;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The profile of a user. */
class ProfileTest extends LearningFixture {

    private void know(MemoryKind kind, String text) {
        memory.store(StoreRequest.builder(ZOE).text(text).kind(kind).build());
    }

    @Test
    void a_profile_tells_what_holds_now_and_asks_no_model() {
        assertThat(memory.profile(ZOE)).isEqualTo(new Profile(java.util.List.of(), "", 0));
        know(MemoryKind.FACT, "The user lives in Lisbon.");
        know(MemoryKind.PREFERENCE, "The user likes {{tea}}.");
        know(MemoryKind.SUMMARY, "They talked about Rome.");
        memory.store(StoreRequest.builder(ZOE)
                .text("The user is at home today.")
                .expiresAt(now.plus(Duration.ofHours(1)))
                .build());
        Profile profile = memory.profile(ZOE);
        assertThat(profile.text()).contains("Lisbon", "{{tea}}", "at home").doesNotContain("Rome");
        assertThat(memory.profile(ZOE)).as("the same to the letter").isEqualTo(profile);
        now = now.plus(Duration.ofHours(2));
        assertThat(memory.profile(ZOE).text()).doesNotContain("at home");
        memory.delete(ZOE, profile.items().get(0).id());
        assertThat(memory.profile(ZOE).items()).extracting(Memory::text).containsExactly("The user lives in Lisbon.");
        assertThat(memory.profile(Scope.user("tom")).items()).isEmpty();
        assertThat(prompts).isEmpty();
    }

    @Test
    void a_changed_fact_takes_the_place_of_what_it_changed() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        now = now.plus(Duration.ofDays(60));
        said(
                "I moved to Lisbon in June.",
                update("Zoe lives in Lisbon", "I moved to Lisbon in June", "2026-06", false));
        assertThat(memory.profile(ZOE).text())
                .contains("Facts:\n- Zoe lives in Lisbon\n")
                .doesNotContain("Berlin");
    }

    @Test
    void the_budget_is_checked_and_kept() {
        for (int i = 0; i < 50; i++) {
            know(MemoryKind.FACT, "The user owns lamp number " + i + ".");
        }
        assertThat(memory.profile(ZOE, 100).tokens()).isBetween(70, 100);
        assertThat(memory.profile(ZOE, 0).text()).isEmpty();
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> memory.profile(ZOE, -1));
    }
}
