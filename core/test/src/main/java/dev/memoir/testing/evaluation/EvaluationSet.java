// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Chats with questions, to measure recall with.
 *
 * @param name the name in reports
 * @param chats the chats, at least one
 */
public record EvaluationSet(String name, List<EvaluatedChat> chats) {

    /**
     * Copies the chats.
     *
     * @throws InvalidInputException if there is none
     */
    public EvaluationSet {
        chats = List.copyOf(chats);
        if (chats.isEmpty()) {
            throw new InvalidInputException(name + " has no chat. Give a file with at least one turn.");
        }
    }

    /**
     * Reads chats, with their questions if the file has any: Memoir's export (JSON Lines), the documented JSON of
     * chats, or the data sets LoCoMo and BEAM; plain or compressed with gzip.
     *
     * @param file the file
     * @return the set
     * @throws InvalidInputException if the file is in none of these formats; the message says where and how to fix it
     * @throws IOException if the file cannot be read
     */
    public static EvaluationSet read(Path file) throws IOException {
        return EvaluationSetReader.read(file);
    }

    /**
     * Reads questions about the chats of this set.
     *
     * @param file the file of questions, in the documented JSON
     * @return this set with these questions only
     * @throws InvalidInputException if the file has another format, or a question refers to a chat, turn or quote that
     *     does not exist; the message lists the problems
     * @throws IOException if the file cannot be read
     */
    public EvaluationSet withQuestions(Path file) throws IOException {
        return QuestionFile.read(file, this);
    }

    /** {@return this set without questions that nobody has reviewed} */
    public EvaluationSet reviewed() {
        return new EvaluationSet(
                name,
                chats.stream()
                        .map(chat -> chat.withQuestions(chat.questions().stream()
                                .filter(EvaluationQuestion::reviewed)
                                .toList()))
                        .toList());
    }

    /** {@return all questions} */
    public List<EvaluationQuestion> questions() {
        return chats.stream().flatMap(chat -> chat.questions().stream()).toList();
    }

    /** {@return the number of turns} */
    public int turns() {
        return (int) chats.stream().flatMap(EvaluatedChat::turns).count();
    }
}
