// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.AddRequest;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.ProgressListener;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.embed.CompressedEmbedder;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.minilm.MiniLmEmbedder;
import dev.memoir.maintenance.ReindexRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hits and scores do not depend on the scale of the embedder's cosines. */
class CalibratedSearchTest {

    private static final Scope SCOPE = Scope.user("ana");

    private static final Instant SAID = Instant.parse("2026-03-02T10:00:00Z");

    private static final List<String> TURNS = List.of(
            "I finally moved to a flat in Lisbon last week.",
            "How do you like the new neighbourhood?",
            "It is noisy, but the bakery next door makes up for it.",
            "Are you still training for the marathon?",
            "My knee hurts, so I only swim at the moment.",
            "The doctor told me to rest it for a month.",
            "My sister Rita got a job at the aquarium.",
            "What does she do there?",
            "She feeds the otters and gives tours to school classes.",
            "We adopted a kitten and called it Pixel.",
            "Does it get along with your old dog?",
            "They sleep in the same basket already.",
            "I am allergic to peanuts, by the way.",
            "Good to know, I will leave them out of the cake.",
            "The release slipped because the payment service timed out.",
            "Did you raise the timeout or add a retry?",
            "We added a retry with a back-off of two seconds.",
            "For the holidays we booked a cabin by a lake in Finland.",
            "Will you go ice fishing?",
            "Only if somebody lends me warm boots.");

    private static final List<String> QUESTIONS = List.of(
            "Where does Ana live?",
            "What sport can I do with my injury?",
            "Where does my sister work?",
            "What is the name of the cat?",
            "Which food must be avoided?",
            "How was the timeout fixed?",
            "What are the plans for the holidays?",
            "Who gives tours to children?");

    @TempDir
    private Path directory;

    private final MiniLmEmbedder miniLm = MiniLmEmbedder.load();
    private final CompressedEmbedder high = CompressedEmbedder.high();
    private final CompressedEmbedder low = CompressedEmbedder.low();
    private List<List<SearchHit>> expected;

    @BeforeEach
    void searchWithMiniLm() {
        try (LongTermMemory memory = filled("plain", miniLm)) {
            expected = hits(memory);
        }
    }

    @AfterEach
    void close() {
        miniLm.close();
        high.close();
        low.close();
    }

    @Test
    void cosines_between_seven_and_nine_tenths_rank_as_the_uncompressed_ones() {
        try (LongTermMemory memory = filled("high", high)) {
            assertThatSearchesAreTheSame(memory);
        }
    }

    @Test
    void cosines_around_zero_rank_as_the_uncompressed_ones() {
        try (LongTermMemory memory = filled("low", low)) {
            assertThatSearchesAreTheSame(memory);
        }
    }

    @Test
    void a_switch_to_an_embedder_of_another_scale_keeps_the_ranking() {
        try (LongTermMemory memory = filled("switched", miniLm)) {
            memory.maintenance().reindex(ReindexRequest.to(high), ProgressListener.SILENT);
            assertThatSearchesAreTheSame(memory);
        }
    }

    private void assertThatSearchesAreTheSame(LongTermMemory memory) {
        List<List<SearchHit>> found = hits(memory);
        for (int q = 0; q < QUESTIONS.size(); q++) {
            assertThat(texts(found.get(q))).as(QUESTIONS.get(q)).isEqualTo(texts(expected.get(q)));
            for (int i = 0; i < found.get(q).size(); i++) {
                assertThat(found.get(q).get(i).score())
                        .isEqualTo(expected.get(q).get(i).score(), within(1e-3));
            }
        }
    }

    private static List<String> texts(List<SearchHit> hits) {
        return hits.stream().map(hit -> hit.item().text()).toList();
    }

    private LongTermMemory filled(String name, Embedder embedder) {
        LongTermMemory memory = LongTermMemory.builder()
                .directory(directory.resolve(name))
                .embedder(embedder)
                .clock(() -> SAID.plusSeconds(86_400))
                .open();
        for (int from = 0; from < TURNS.size(); from += 5) {
            List<Turn> turns = new ArrayList<>();
            for (int i = from; i < from + 5; i++) {
                turns.add(Turn.builder(Role.USER, TURNS.get(i))
                        .speaker(TURNS.get(i).endsWith("?") ? "Ben" : "Ana")
                        .saidAt(SAID.plusSeconds(i))
                        .build());
            }
            memory.add(AddRequest.builder(SCOPE)
                    .conversation("c" + from)
                    .turns(turns)
                    .build());
        }
        return memory;
    }

    private static List<List<SearchHit>> hits(LongTermMemory memory) {
        return QUESTIONS.stream()
                .map(question -> memory.search(SearchRequest.builder(SCOPE, question)
                                .types(ItemType.TURN)
                                .limit(TURNS.size())
                                .build())
                        .hits())
                .toList();
    }
}
