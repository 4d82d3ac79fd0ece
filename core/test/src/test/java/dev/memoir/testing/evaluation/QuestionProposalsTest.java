// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.InvalidInputException;
import dev.memoir.ProgressListener;
import dev.memoir.llm.LanguageModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionProposalsTest {

    private static final String REPLY = """
            Here they are:
            {"questions": [
              {"question": "Where does Ana live?", "answer": "Lisbon", "category": "single",
               "evidence": [{"turn": "t1", "quote": "moved to Lisbon"}]},
              {"question": "Invented?", "answer": "x", "category": "single",
               "evidence": [{"turn": "t1", "quote": "moved to Faro"}]},
              {"question": "Which boat?", "answer": "", "category": "unanswerable", "evidence": []}]}
            """;

    @TempDir
    private Path folder;

    private EvaluationSet set;

    @BeforeEach
    void readChats() throws IOException {
        set = EvaluationSet.read(Files.writeString(
                folder.resolve("chats.json"),
                "[{\"id\": \"zoe\", \"turns\": [{\"text\": \"Ana moved to Lisbon.\"}]}]"));
    }

    private QuestionProposals ask(LanguageModel model) {
        return QuestionProposals.ask(model, set, 3, ProgressListener.SILENT);
    }

    @Test
    void a_proposal_whose_quote_does_not_occur_is_dropped() {
        List<String> prompts = new ArrayList<>();
        QuestionProposals proposed = ask((messages, schema) -> {
            prompts.add(messages.get(0).text() + messages.get(1).text());
            return REPLY;
        });

        assertThat(proposed.dropped()).isEqualTo(1);
        assertThat(proposed.questions())
                .extracting(QuestionProposals.Proposal::question)
                .containsExactly("Where does Ana live?", "Which boat?");
        assertThat(prompts).singleElement().asString().contains("Write 3 questions", "[t1]", "Ana moved to Lisbon.");
    }

    @Test
    void proposals_are_added_for_review_and_what_the_file_has_stays() throws IOException {
        Path file = Files.writeString(folder.resolve("questions.json"), """
                {"questions": [{"id": "q1", "question": "Who moved?", "evidence": ["t1"], "note": "mine"},
                               {"chat": "zoe", "question": "Which boat?", "evidence": []}]}
                """);
        QuestionProposals proposed = ask((messages, schema) -> REPLY);

        assertThat(proposed.addTo(file)).isEqualTo(1);
        assertThat(proposed.addTo(file)).as("once").isZero();
        assertThat(file).content().contains("\"note\" : \"mine\"");
        EvaluationSet read = set.withQuestions(file);
        assertThat(read.questions()).extracting(EvaluationQuestion::id).containsExactly("q1", "q2", "q3");
        assertThat(read.questions()).extracting(EvaluationQuestion::reviewed).containsExactly(true, true, false);
        assertThat(read.questions().get(2).evidence()).containsExactly("t1");
    }

    @Test
    void a_long_chat_is_asked_about_in_parts_that_share_the_questions() throws IOException {
        StringBuilder turns = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            turns.append(i == 0 ? "" : ",")
                    .append("{\"text\": \"Turn ")
                    .append(i)
                    .append("\"}");
        }
        EvaluatedChat chat = EvaluationSet.read(
                        Files.writeString(folder.resolve("long.json"), "[{\"turns\": [" + turns + "]}]"))
                .chats()
                .get(0);

        assertThat(ProposalPrompt.of(chat, 10))
                .extracting(ProposalPrompt::count)
                .containsExactly(3, 3, 4);
        assertThat(ProposalPrompt.of(chat, 10).stream()
                        .mapToInt(prompt -> prompt.turns().size())
                        .sum())
                .isEqualTo(150);
        assertThat(ProposalPrompt.of(chat, 1)).extracting(ProposalPrompt::count).containsExactly(1);
    }

    @Test
    void a_reply_that_is_no_json_is_said() {
        assertThatThrownBy(() -> ask((messages, schema) -> "I cannot do that."))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not the JSON");
    }
}
