// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memoir.InvalidInputException;
import dev.memoir.ProgressListener;
import dev.memoir.llm.LanguageModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Questions with evidence that a language model proposes about chats, for a person to review. A proposal is dropped if
 * one of its quotes does not occur in the turn that it cites.
 *
 * @param questions the proposals
 * @param dropped the number of proposals that were dropped
 */
public record QuestionProposals(List<Proposal> questions, int dropped) {

    /** Copies the questions. */
    public QuestionProposals {
        questions = List.copyOf(questions);
    }

    /**
     * A proposed question.
     *
     * @param chat the id of the chat
     * @param question the question
     * @param category the category
     * @param answer the answer
     * @param evidence the turns that answer it, with quotes; empty if the chat does not answer it
     */
    public record Proposal(String chat, String question, String category, String answer, List<Quote> evidence) {

        /** Copies the evidence. */
        public Proposal {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * A quote from a turn.
     *
     * @param turn the id of the turn
     * @param text the part of the turn that answers the question
     */
    public record Quote(String turn, String text) {}

    /**
     * Asks a model for questions.
     *
     * @param model the model; it is sent the chats
     * @param set the chats
     * @param perChat the number of questions to ask for about each chat, at least 1
     * @param progress the listener that is notified of progress
     * @return the proposals
     * @throws InvalidInputException if a reply of the model is not the JSON that it was asked for
     */
    public static QuestionProposals ask(
            LanguageModel model, EvaluationSet set, int perChat, ProgressListener progress) {
        List<Proposal> questions = new ArrayList<>();
        int dropped = 0;
        List<ProposalPrompt> prompts = set.chats().stream()
                .flatMap(chat -> ProposalPrompt.of(chat, perChat).stream())
                .toList();
        for (int i = 0; i < prompts.size(); i++) {
            progress.progress("proposing questions", i, prompts.size());
            QuestionProposals proposed = prompts.get(i).ask(model);
            questions.addAll(proposed.questions());
            dropped += proposed.dropped();
        }
        progress.progress("proposing questions", prompts.size(), prompts.size());
        return new QuestionProposals(questions, dropped);
    }

    /**
     * Adds the proposals to a file of questions, marked as not reviewed. What the file has already stays as it is; a
     * question that it has already is not added again.
     *
     * @param file the file; created if it does not exist
     * @return the number of questions that were added
     * @throws InvalidInputException if the file is no file of questions
     * @throws IOException if it cannot be read or written
     */
    public int addTo(Path file) throws IOException {
        ArrayNode list = JsonValues.JSON.createArrayNode();
        if (Files.exists(file)) {
            list.addAll((ArrayNode) QuestionFile.list(file, JsonValues.single(file)));
        }
        Set<String> ids = new HashSet<>();
        Set<List<String>> asked = new HashSet<>();
        for (JsonNode question : list) {
            ids.add(question.path("id").asText("q" + (ids.size() + 1)));
            asked.add(List.of(
                    question.path("chat").asText(), question.path("question").asText()));
        }
        int before = list.size();
        int number = before;
        for (Proposal proposal : questions) {
            if (asked.add(List.of(proposal.chat(), proposal.question()))) {
                do {
                    number++;
                } while (!ids.add("q" + number));
                list.add(json("q" + number, proposal));
            }
        }
        ObjectNode document = JsonValues.JSON.createObjectNode().set("questions", list);
        FileReplacement.write(
                file, JsonValues.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
        return list.size() - before;
    }

    private static ObjectNode json(String id, Proposal proposal) {
        ObjectNode question = JsonValues.JSON
                .createObjectNode()
                .put("id", id)
                .put("reviewed", false)
                .put("chat", proposal.chat())
                .put("question", proposal.question())
                .put("answer", proposal.answer())
                .put("category", proposal.category());
        ArrayNode evidence = question.putArray("evidence");
        proposal.evidence()
                .forEach(quote -> evidence.addObject().put("turn", quote.turn()).put("quote", quote.text()));
        return question;
    }

    static QuestionProposals read(String reply, EvaluatedChat chat) {
        JsonNode root;
        try {
            int from = reply.indexOf('{');
            int to = reply.lastIndexOf('}');
            root = JsonValues.JSON.readTree(from < 0 || to < from ? "{}" : reply.substring(from, to + 1));
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
        if (!root.path("questions").isArray()) {
            throw unreadable(null);
        }
        QuoteFinder finder = new QuoteFinder(chat);
        List<Proposal> proposals = new ArrayList<>();
        int dropped = 0;
        for (JsonNode question : root.path("questions")) {
            List<Quote> quotes = new ArrayList<>();
            boolean found = !question.path("question").asText("").isBlank();
            for (JsonNode piece : question.path("evidence")) {
                Quote quote = new Quote(
                        piece.path("turn").asText(), piece.path("quote").asText(""));
                found &= !quote.text().isBlank() && finder.contains(quote.turn(), quote.text());
                quotes.add(quote);
            }
            if (found) {
                proposals.add(new Proposal(
                        chat.id(),
                        question.path("question").asText().strip(),
                        question.path("category").asText(EvaluationQuestion.DEFAULT_CATEGORY),
                        question.path("answer").asText(""),
                        quotes));
            } else {
                dropped++;
            }
        }
        return new QuestionProposals(proposals, dropped);
    }

    private static InvalidInputException unreadable(@Nullable JsonProcessingException cause) {
        return new InvalidInputException(
                "The model's reply is not the JSON that it was asked for. Start again, or use a"
                        + " more capable model.",
                cause);
    }
}
