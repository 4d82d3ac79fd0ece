// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.Memory;
import dev.memoir.Role;
import dev.memoir.SearchRequest;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import dev.memoir.prompt.RecalledBlock;
import dev.memoir.testing.WordEmbedder;
import dev.memoir.tools.MemoryTools;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The meaning of "today" and "yesterday" in a memory with a time zone, from the turn to the prompt. */
class TimeZoneTest extends LearningFixture {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final String SAID = "I have a dentist appointment tomorrow.";

    TimeZoneTest() {
        now = Instant.parse("2026-05-07T23:30:00Z");
    }

    @Override
    LongTermMemoryBuilder built(LongTermMemoryBuilder builder) {
        return builder.zone(TOKYO);
    }

    @Test
    void tomorrow_in_tokyo_is_kept_and_the_date_of_utc_rejected() {
        replies.add(event("2026-05-08"));
        replies.add(event("2026-05-09"));

        memory.add(ZOE, Turn.user(SAID));
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(facts()).isEmpty();
        assertThat(memory.learning().rejections(ZOE, 10))
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason()).startsWith("UNGROUNDED_DATE"));

        memory.add(ZOE, Turn.user(SAID));
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(facts()).singleElement().satisfies(fact -> {
            assertThat(fact.text()).contains("2026-05-09");
            assertThat(fact.valid().from()).isEqualTo("2026-05-08T15:00:00Z");
            assertThat(fact.valid().zone()).isEqualTo(TOKYO);
        });
        assertThat(prompts.get(0)).contains("Fri 2026-05-08 08:30").contains("(Asia/Tokyo)");
    }

    @Test
    void a_turns_own_zone_goes_before_that_of_its_request_and_that_before_the_memorys() {
        memory.add(AddRequest.builder(ZOE)
                .zone(NEW_YORK)
                .text("Said in New York.")
                .turn(Turn.builder(Role.USER, "Said in Kolkata.")
                        .zone(ZoneId.of("Asia/Kolkata"))
                        .build())
                .build());
        memory.add(ZOE, Turn.user("Said in Tokyo."));
        assertThat(memory.learning().flush(PATIENCE)).isTrue();

        assertThat(String.join("", prompts))
                .contains("Thu 2026-05-07 19:30\n> Said in New York.")
                .contains("Fri 2026-05-08 05:00\n> Said in Kolkata.")
                .contains("Fri 2026-05-08 08:30\n> Said in Tokyo.");
    }

    @Test
    void a_fact_keeps_its_date_whatever_the_zone_of_the_question_or_of_the_memory_when_it_is_opened_again() {
        replies.add(event("2026-05-09"));
        memory.add(ZOE, Turn.user(SAID));
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        memory.close();
        memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .clock(() -> now)
                .zone(NEW_YORK)
                .open();

        assertThat(day("dentist appointment", null, "event (user)")).isEqualTo("2026-05-09");
        assertThat(day("dentist appointment", ZoneId.of("Pacific/Pago_Pago"), "event (user)"))
                .isEqualTo("2026-05-09");
        // A turn without a zone is dated in the zone of the query.
        assertThat(day("dentist appointment", null, "user")).isEqualTo("2026-05-07");
        assertThat(day("dentist appointment", TOKYO, "user")).isEqualTo("2026-05-08");
        assertThat(memory.profile(ZOE).text()).contains("[2026-05-09]");
    }

    @Test
    void a_turn_with_a_zone_is_dated_there() {
        memory.add(AddRequest.builder(ZOE).zone(NEW_YORK).text(SAID).build());
        assertThat(day("dentist appointment", TOKYO, "user")).isEqualTo("2026-05-07");
    }

    @ParameterizedTest
    @CsvSource({
        // asked at noon of the 8th in UTC; which of the hours around midnight "yesterday" is
        "UTC,                2026-05-07T00:00:00Z, 2026-05-07T23:59:59Z",
        "Asia/Tokyo,         2026-05-06T15:00:00Z, 2026-05-07T14:59:59Z",
        "America/New_York,   2026-05-07T04:00:00Z, 2026-05-08T03:59:59Z",
        "Asia/Kolkata,       2026-05-06T18:30:00Z, 2026-05-07T18:29:59Z",
        "Pacific/Kiritimati, 2026-05-07T10:00:00Z, 2026-05-08T09:59:59Z",
        "Pacific/Pago_Pago,  2026-05-07T11:00:00Z, 2026-05-08T10:59:59Z",
    })
    void yesterday_in_a_question_is_the_day_before_where_it_is_asked(ZoneId zone, Instant first, Instant last) {
        now = Instant.parse("2026-05-08T12:00:00Z");
        for (Instant said : List.of(first.minusSeconds(1), first, last, last.plusSeconds(60))) {
            memory.add(
                    ZOE,
                    Turn.builder(Role.USER, "We met at the harbour")
                            .saidAt(said)
                            .build());
        }

        List<Instant> full = memory
                .search(SearchRequest.builder(ZOE, "What did we do yesterday?")
                        .zone(zone)
                        .explain()
                        .build())
                .hits()
                .stream()
                .filter(hit -> hit.explanation().stream()
                        .anyMatch(share -> share.signal().equals("time") && share.value() == 1.0))
                .map(hit -> hit.item().at())
                .toList();

        assertThat(full).containsExactlyInAnyOrder(first, last);
    }

    @Test
    void tools_date_what_they_show_in_the_zone_of_the_memory_or_of_the_call() {
        memory.add(ZOE, Turn.user("I like the harbour."));
        MemoryTools tools = new MemoryTools(memory);
        assertThat(tools.searchMemory(ZOE, "harbour")).contains("[2026-05-08]");
        assertThat(tools.in(NEW_YORK).searchMemory(ZOE, "harbour")).contains("[2026-05-07]");
    }

    @Test
    void a_request_is_repeated_only_if_its_zone_is_the_same() {
        AddRequest.Builder request = AddRequest.builder(ZOE).text("Hello.").idempotencyKey("key");
        memory.add(request.build());
        assertThat(memory.add(request.build()).replayed()).isTrue();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> memory.add(request.zone(NEW_YORK).build()))
                .isInstanceOf(dev.memoir.IdempotencyConflictException.class);
    }

    @Test
    void the_last_day_of_a_memory_is_a_day_of_the_requests_zone() {
        Memory kept = memory.store(StoreRequest.builder(ZOE)
                        .text("The voucher is valid.")
                        .zone(TOKYO)
                        .expiresAfter(java.time.LocalDate.parse("2026-05-08"))
                        .build())
                .memories()
                .get(0);
        assertThat(kept.expiresAt()).isEqualTo("2026-05-08T15:00:00Z");
        assertThat(memory.zone()).isEqualTo(TOKYO).isNotEqualTo(ZoneOffset.UTC);
    }

    private String day(String query, @Nullable ZoneId zone, String source) {
        // A fact and its turn are in one context only if both are needed.
        ItemType type = source.equals("user") ? ItemType.TURN : ItemType.MEMORY;
        String context = memory.search(
                        SearchRequest.builder(ZOE, query).types(type).zone(zone).build())
                .context();
        return RecalledBlock.read(context).stream()
                .filter(line -> line.source().equals(source))
                .map(RecalledBlock.Line::day)
                .findFirst()
                .orElse("nothing of " + source + " in " + context);
    }

    private static String event(String date) {
        return """
                {"operations": [{"op": "ADD", "kind": "EVENT", "text": "The user has a dentist appointment on %1$s.",
                  "subject": "user", "entities": [], "from": "%1$s", "turns": [1],
                  "quote": "I have a dentist appointment tomorrow"}]}
                """.formatted(date);
    }
}
