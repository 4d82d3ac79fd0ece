// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ListRequest;
import dev.memoir.Role;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.llm.QuotingReply;
import org.junit.jupiter.api.Test;

/** Answers that an earlier version or the application stored unchanged. */
class StoredAnswersTest extends LearningFixture {

    private static final String QUOTING =
            QuotingReply.MARK + "; from memory: “My sister Ana moved to Lisbon.” (user, 2026-05-08)";

    @Test
    void an_offline_reply_is_neither_recalled_nor_shown_to_extraction() {
        memory.add(ZOE, by("My sister Ana moved to Lisbon."), assistant(QUOTING), assistant(QuotingReply.NOTHING));
        memory.learning().flush(PATIENCE);
        SearchResult recalled =
                memory.search(SearchRequest.builder(ZOE, "I have no language model; my sister Ana in Lisbon?")
                        .build());

        assertThat(recalled.hits())
                .extracting(hit -> hit.item().text())
                .containsExactly("My sister Ana moved to Lisbon.");
        assertThat(recalled.context()).contains("Ana moved").doesNotContain(QuotingReply.MARK);
        assertThat(prompts).singleElement().asString().contains("Ana moved").doesNotContain(QuotingReply.MARK);
    }

    @Test
    void a_user_who_says_the_same_words_is_remembered() {
        memory.add(ZOE, by(QuotingReply.NOTHING));

        assertThat(memory.search(ZOE, "language model").hits()).hasSize(1);
    }

    @Test
    void reasoning_in_a_stored_answer_is_not_shown_to_extraction() {
        memory.add(ZOE, by("Where is Ana?"), assistant("<think>The user seems sad.</think>In Lisbon."));
        memory.learning().flush(PATIENCE);

        assertThat(prompts).singleElement().asString().contains("In Lisbon.").doesNotContain("seems sad");
        assertThat(memory.listTurns(ListRequest.builder(ZOE).build()).items())
                .extracting(StoredTurn::text)
                .as("what the application stores itself stays as it is")
                .contains("<think>The user seems sad.</think>In Lisbon.");
    }

    private static Turn assistant(String words) {
        return Turn.builder(Role.ASSISTANT, words).build();
    }
}
