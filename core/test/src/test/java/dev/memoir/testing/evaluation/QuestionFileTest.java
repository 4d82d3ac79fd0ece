// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionFileTest {

    @TempDir
    private Path folder;

    private EvaluationSet set;

    @BeforeEach
    void readChats() throws IOException {
        set = EvaluationSet.read(Files.writeString(folder.resolve("chats.json"), """
                [{"id": "zoe", "turns": [{"text": "Ana moved to Lisbon."}, {"text": "I can’t eat “nuts”."},
                                         {"text": "Lisbon is warm."}]},
                 {"id": "tom", "turns": [{"text": "My dog is Biscuit."}]}]
                """));
    }

    private EvaluationSet read(String questions) throws IOException {
        return set.withQuestions(Files.writeString(folder.resolve("questions.json"), questions));
    }

    @Test
    void evidence_is_a_turns_id_or_a_quote() throws IOException {
        EvaluatedChat zoe = read("""
                {"questions": [
                  {"chat": "zoe", "question": "Where is Ana?", "evidence": ["MOVED  to\\nLisbon", "t3"]},
                  {"id": "nuts", "chat": "zoe", "question": "What can't she eat?", "category": "health",
                   "answer": "nuts", "evidence": [{"turn": "t2", "quote": "can't eat \\"nuts\\""}]},
                  {"chat": "zoe", "question": "Which boat?", "evidence": [], "reviewed": false}]}
                """).chats().get(0);

        assertThat(zoe.questions()).extracting(EvaluationQuestion::id).containsExactly("q1", "nuts", "q3");
        assertThat(zoe.questions().get(0).evidence()).containsExactly("t1", "t3");
        assertThat(zoe.questions().get(0).answer()).as("the quotes").isEqualTo("MOVED  to\nLisbon");
        assertThat(zoe.questions().get(1).evidence()).containsExactly("t2");
        assertThat(zoe.questions().get(1).answer()).isEqualTo("nuts");
        assertThat(zoe.unanswerable()).hasSize(1);
        assertThat(zoe.questions().get(2).reviewed()).isFalse();
        assertThat(set.reviewed().questions()).isEmpty();
    }

    @Test
    void questions_that_nobody_reviewed_are_left_out() throws IOException {
        EvaluationSet read = read("""
                [{"chat": "tom", "question": "The dog?", "evidence": ["t1"], "reviewed": false},
                 {"chat": "tom", "question": "Its name?", "evidence": ["t1"]}]
                """);

        assertThat(read.questions()).hasSize(2);
        assertThat(read.reviewed().questions())
                .extracting(EvaluationQuestion::text)
                .containsExactly("Its name?");
    }

    @Test
    void all_problems_of_a_file_are_listed_together() {
        assertThatThrownBy(() -> read("""
                {"questions": [
                  {"chat": "zoe", "question": "A?", "evidence": ["Lisbon"]},
                  {"chat": "zoe", "question": "B?", "evidence": ["Faro"]},
                  {"chat": "ann", "question": "C?", "evidence": ["t1"]},
                  {"question": "D?", "evidence": ["t1"]},
                  {"chat": "zoe", "evidence": ["t1"]},
                  {"chat": "zoe", "question": "F?"},
                  {"chat": "zoe", "question": "G?", "evidence": [{"turn": "t9"}]},
                  {"chat": "zoe", "question": "H?", "evidence": [{"turn": "t1", "quote": "Faro"}]},
                  {"chat": "zoe", "question": "I?", "evidence": [""]},
                  {"id": "q1", "chat": "zoe", "question": "J?", "evidence": ["t1"]}]}
                """))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("questions.json has 10 problems")
                .hasMessageContaining("q1: 2 turns contain \"Lisbon\": t1, t3. Quote more")
                .hasMessageContaining("q2: no turn has the id or contains the quote \"Faro\"")
                .hasMessageContaining("q3: there is no chat 'ann'. The chats are zoe, tom.")
                .hasMessageContaining("q4: there is no \"chat\"")
                .hasMessageContaining("q5: there is no \"question\"")
                .hasMessageContaining("q6: there is no \"evidence\"")
                .hasMessageContaining("q7: there is no turn 't9'")
                .hasMessageContaining("q8: turn 't1' does not contain \"Faro\"")
                .hasMessageContaining("q9: a piece of evidence is empty")
                .hasMessageContaining("q1: another question has this id");
    }

    @Test
    void another_file_is_no_file_of_questions() {
        assertThatThrownBy(() -> read("{\"chats\": []}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has no list of questions");
    }
}
