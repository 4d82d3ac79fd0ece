// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.MalformedReplyException;
import dev.memoir.Memory;
import dev.memoir.Role;
import dev.memoir.StoredTurn;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Redactor;
import dev.memoir.extract.Rejection;
import dev.memoir.llm.LanguageModel;
import dev.memoir.llm.LanguageModel.Message;
import dev.memoir.prompt.TokenCounter;
import java.text.BreakIterator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Summarises a conversation with a language model, in one call: the previous summary and the new turns become the new
 * summary. A sentence with a name, number or date that occurs in neither is left out. Thread-safe.
 */
public final class LlmSummarizer {

    /** The fixed part of the prompt. */
    static final String INSTRUCTIONS = ExtractionPrompt.resource("summary-instructions.txt");

    /** Changes with the prompt. */
    private static final String ID = "memoir-summary-1";

    /** Words per token in English; in other languages the summary is truncated more often. */
    private static final double WORDS_PER_TOKEN = 0.7;

    private static final Pattern BULLET = Pattern.compile("(?m)^\\s*(?:[-*•]|\\d{1,2}[.)])\\s+");
    private static final Pattern HEADING =
            Pattern.compile("(?m)^\\s*(?:#+ .*|\\*\\*[^*\\n]{1,60}\\*\\*:?\\s*|[^\\n]{1,60}:\\s*)$");
    private static final Pattern NONE = Pattern.compile("(?i)\\W*none\\W*");

    private final LanguageModel model;
    private final SummaryValidator validator;
    private final String system;
    private final Redactor redactor;
    private final int maxTokens;

    /**
     * Creates a summarizer.
     *
     * @param model the model, called once per summary
     * @param settings the settings with the redactor and the excluded topics
     * @param maxTokens the maximum length of a summary, in tokens
     */
    public LlmSummarizer(LanguageModel model, ExtractionSettings settings, int maxTokens) {
        this.model = model;
        this.validator = new SummaryValidator(settings, INSTRUCTIONS, TopicFilterCheck::words);
        this.system = INSTRUCTIONS + ExtractionPrompt.section("LEAVE OUT ALSO", settings.excludes());
        this.redactor = settings.redactor();
        this.maxTokens = maxTokens;
    }

    /** {@return the name and version of this summarizer, stored with every summary} */
    public String id() {
        return ID;
    }

    /**
     * Summarises new turns.
     *
     * @param before the summary so far, or null
     * @param turns the turns since that summary, in order
     * @return the summary; without text if there is nothing to summarise, or no sentence passes the checks
     * @throws MalformedReplyException if the model does not answer with a summary
     */
    public GeneratedSummary summarize(@Nullable Memory before, List<StoredTurn> turns) {
        ExtractionRequest sanitized = RequestSanitizer.of(
                ExtractionRequest.builder(turns)
                        .known(before == null ? List.of() : List.of(before))
                        .build(),
                redactor);
        if (sanitized.turns().isEmpty()) {
            return new GeneratedSummary(null, List.of(), 0);
        }
        List<Message> messages = messages(sanitized);
        PlainTextReply reply = PlainTextReply.ask(model, messages);
        if (NONE.matcher(reply.text()).matches()) {
            return new GeneratedSummary(null, List.of(), reply.tokens());
        }
        List<String> kept = new ArrayList<>();
        List<GeneratedSummary.Rejected> rejected = new ArrayList<>();
        for (String sentence : sentences(reply.text())) {
            Optional<Rejection> why = validator.check(sentence.strip(), sanitized, before, false);
            why.ifPresentOrElse(
                    rejection -> rejected.add(new GeneratedSummary.Rejected(sentence.strip(), rejection)),
                    () -> kept.add(sentence));
        }
        String text = fitting(kept);
        return new GeneratedSummary(text.isEmpty() ? null : text, rejected, reply.tokens());
    }

    private List<Message> messages(ExtractionRequest sanitized) {
        StringBuilder user = new StringBuilder("Summary so far\n");
        sanitized.known().forEach(summary -> user.append(ExtractionPrompt.quoted(summary.text())));
        user.append("New turns\n");
        sanitized.turns().forEach(turn -> user.append(ExtractionPrompt.turn("", turn)));
        int words = (int) (maxTokens * WORDS_PER_TOKEN);
        user.append("Summary, at most ").append(words).append(" words\n");
        return List.of(new Message(Role.SYSTEM, system), new Message(Role.USER, user.toString()));
    }

    /** {@return the sentences of a text, each with the white space after it} */
    private static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        String plain = BULLET.matcher(HEADING.matcher(text).replaceAll("")).replaceAll("");
        for (String line : plain.lines().toList()) {
            BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
            ends.setText(line);
            int from = ends.first();
            for (int to = ends.next(); to != BreakIterator.DONE; to = ends.next()) {
                String sentence = line.substring(from, to);
                if (!sentence.isBlank()) {
                    sentences.add(to == line.length() ? sentence.stripTrailing() + " " : sentence);
                }
                from = to;
            }
        }
        return sentences;
    }

    /** {@return as many of the last sentences as fit: the newest are not in an earlier summary} */
    private String fitting(List<String> sentences) {
        Deque<String> fitting = new ArrayDeque<>();
        for (int i = sentences.size() - 1; i >= 0; i--) {
            fitting.addFirst(sentences.get(i));
            if (TokenCounter.count(String.join("", fitting).strip()) > maxTokens) {
                fitting.removeFirst();
                break;
            }
        }
        return String.join("", fitting).strip();
    }
}
