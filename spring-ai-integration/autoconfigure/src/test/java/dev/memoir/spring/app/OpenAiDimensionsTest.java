// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.capture.TurnWriter;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.QueryHints;
import dev.memoir.index.lucene.LuceneIndex;
import dev.memoir.spring.LongTermMemoryAdvisor;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The README's application with the OpenAI starter: the memory embeds with OpenAI's model. */
class OpenAiDimensionsTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(ints = {1_536, 3_072})
    void turns_are_found_by_the_index_before_and_after_a_restart(int dimension) {
        try (OpenAiStandIn model = new OpenAiStandIn("So she does.", dimension)) {
            try (ConfigurableApplicationContext first = start(model)) {
                said(first, "My sister Ana moved to Lisbon.");
                assertThatTheIndexFinds(first, dimension);
                assertThat(model.embedded())
                        .as("the model is asked for its dimension and 80 pairs for its scale, then each text once")
                        .hasSize(1 + 2 * 80 + 2)
                        .startsWith("memory")
                        .endsWith("My sister Ana moved to Lisbon.", "So she does.");
            }
            try (ConfigurableApplicationContext second = start(model)) {
                assertThatTheIndexFinds(second, dimension);
                said(second, "Where does my sister live?");
                assertThat(model.systems()).anyMatch(system -> system.contains("My sister Ana moved to Lisbon."));
            }
        }
        assertThatTheFilesHold(dimension);
    }

    private ConfigurableApplicationContext start(OpenAiStandIn model) {
        return SpringApplication.run(
                Assistant.class,
                "--memoir.directory=" + home.resolve("memory"),
                "--memoir.extraction.enabled=false",
                "--spring.ai.openai.base-url=" + model.url(),
                "--spring.ai.openai.api-key=none",
                "--spring.main.banner-mode=off",
                "--spring.main.web-application-type=none");
    }

    private static void said(ConfigurableApplicationContext application, String words) {
        application
                .getBean(ChatClient.Builder.class)
                .build()
                .prompt(words)
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                .call()
                .content();
    }

    /** The fallback search in the ledger, while the index is unavailable or behind, would add a notice. */
    private static void assertThatTheIndexFinds(ConfigurableApplicationContext application, int dimension) {
        LongTermMemory memory = application.getBean(LongTermMemory.class);
        TurnWriter.of(memory).awaitWritten(ZOE);
        assertThat(memory.status().embedderId()).endsWith("/" + dimension);
        assertThat(memory.status().indexLag()).isZero();
        SearchResult found = memory.search(SearchRequest.builder(ZOE, "My sister Ana moved to Lisbon.")
                .explain()
                .build());
        assertThat(found.notices()).isEmpty();
        assertThat(found.hits().get(0).item().text()).isEqualTo("My sister Ana moved to Lisbon.");
        assertThat(found.hits().get(0).explanation())
                .filteredOn(share -> share.signal().equals("dense"))
                .singleElement()
                .satisfies(share -> assertThat(share.value()).isGreaterThan(0.99));
        assertThat(application
                        .getBean("memoirHealthIndicator", HealthIndicator.class)
                        .health()
                        .getStatus())
                .isEqualTo(Status.UP);
    }

    private void assertThatTheFilesHold(int dimension) {
        try (MemoryIndex index = LuceneIndex.open(home.resolve("memory/index"), dimension)) {
            float[] any = new float[dimension];
            any[0] = 1;
            assertThat(index.search(new IndexQuery(
                            ZOE,
                            "",
                            any,
                            QueryHints.NONE,
                            10,
                            Set.of(ItemType.TURN),
                            Set.of(),
                            null,
                            Filter.all(),
                            null)))
                    .hasSize(4);
        }
    }
}
