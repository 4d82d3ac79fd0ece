// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.InvalidInputException;
import dev.memoir.llm.LanguageModel;
import dev.memoir.testing.ReplyFile;
import dev.memoir.testing.WordEmbedder;
import dev.memoir.testing.evaluation.Evaluation;
import dev.memoir.testing.evaluation.EvaluationResult;
import dev.memoir.testing.evaluation.EvaluationSet;
import dev.memoir.testing.evaluation.ExtractionFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation that extracts facts, with the embedded parts of a memory. */
class EvaluationExtractionTest {

    @TempDir
    private Path folder;

    private final AtomicInteger calls = new AtomicInteger();
    private EvaluationSet set;

    @BeforeEach
    void readChats() throws IOException {
        Path chats = Files.writeString(folder.resolve("chats.json"), """
                [{"id": "zoe", "sessions": [
                  {"at": "2026-03-02", "turns": [{"text": "My sister Ana lives in Lisbon."}, {"text": "I can't eat hazelnuts."}]},
                  {"at": "2026-04-02", "turns": [{"text": "The oven is broken again."}]}]}]
                """);
        Path questions = Files.writeString(folder.resolve("questions.json"), """
                [{"question": "Where does Ana live?", "evidence": ["t1"]},
                 {"question": "What is broken?", "evidence": ["t3"]}]
                """);
        set = EvaluationSet.read(chats).withQuestions(questions);
    }

    /** Extracts Ana's home, and something that nobody said. */
    private LanguageModel model() {
        return (messages, schema) -> {
            calls.incrementAndGet();
            return messages.get(messages.size() - 1).text().contains("oven")
                    ? "{\"operations\":[]}"
                    : "{\"operations\":["
                            + "[\"FACT\",\"Ana, the user's sister, lives in Lisbon.\",\"Ana; Lisbon\",\"\",\"1\",\"Ana lives in Lisbon\"],"
                            + "[\"FACT\",\"The user owns a yacht.\",\"user\",\"\",\"2\",\"I own a yacht\"]]}";
        };
    }

    private EvaluationResult run(LanguageModel model) throws IOException {
        return Evaluation.builder(set)
                .memory(memory -> memory.embedder(new WordEmbedder()))
                .languageModel(model)
                .build()
                .run();
    }

    @Test
    void facts_are_counted_with_the_evidence_that_they_cover_and_what_was_rejected() throws IOException {
        EvaluationResult result = run(model());

        assertThat(result.extraction())
                .extracting(
                        ExtractionFigures::facts,
                        ExtractionFigures::evidenceTurns,
                        ExtractionFigures::coveredTurns,
                        ExtractionFigures::parkedTurns)
                .containsExactly(1L, 2, 1, 0L);
        assertThat(result.extraction().coverage()).isEqualTo(0.5);
        assertThat(result.extraction().rejections()).containsEntry("QUOTE_NOT_FOUND", 1);
        assertThat(result.recallAt(10)).isEqualTo(1);
        assertThat(calls).as("one for each session").hasValue(2);
    }

    @Test
    void a_second_evaluation_with_recorded_replies_calls_nothing() throws IOException {
        Path replies = folder.resolve("replies.jsonl");
        ExtractionFigures first = run(ReplyFile.open(replies, model())).extraction();
        int asked = calls.get();

        assertThat(run(ReplyFile.open(replies, null)).extraction()).isEqualTo(first);
        assertThat(calls).hasValue(asked);
    }

    @Test
    void without_a_recorded_reply_its_turns_are_parked_and_counted() throws IOException {
        EvaluationResult result = run(ReplyFile.open(folder.resolve("none.jsonl"), null));

        assertThat(result.extraction().facts()).isZero();
        assertThat(result.extraction().parkedTurns()).isEqualTo(3);
    }

    @Test
    void questions_without_any_evidence_are_refused() {
        assertThatThrownBy(() -> Evaluation.builder(new EvaluationSet("empty", set.chats())
                                .reviewed()
                                .withQuestions(Files.writeString(folder.resolve("q.json"), "[]")))
                        .build()
                        .run())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("No question of");
    }
}
