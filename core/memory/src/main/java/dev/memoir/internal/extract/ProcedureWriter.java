// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.MalformedReplyException;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.StoredTurn;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Redactor;
import dev.memoir.extract.Rejection;
import dev.memoir.llm.LanguageModel;
import dev.memoir.llm.LanguageModel.Message;
import dev.memoir.llm.ModelUnavailableException;
import dev.memoir.llm.PromptRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records how a task was done: a title line and numbered steps. A language model is called once. The turns are recorded
 * verbatim if there is no model, if it fails, or if a step of its reply has no basis in the turns: a record with a
 * missing step would mislead. Thread-safe.
 */
public final class ProcedureWriter {

    /** The fixed part of the prompt. */
    static final String INSTRUCTIONS = ExtractionPrompt.resource("procedure-instructions.txt");

    /** Changes with the prompt. */
    private static final String ID = "memoir-procedure-1";

    private static final Logger LOG = LoggerFactory.getLogger(ProcedureWriter.class);

    /** About 15,000 tokens of turns; a tool may return more than any model can read. */
    private static final int LONGEST_PROMPT = 60_000;

    /** The minimum length to which a turn is truncated, for any number of turns. */
    private static final int SHORTEST_TURN = 200;

    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_VERBATIM_STEP = 500;
    private static final int MOST_STEPS = 100;

    private static final Pattern STEP = Pattern.compile("^\\s*(?:\\d{1,3}[.):]|[-*•])\\s+(.*\\S)\\s*$");
    private static final Pattern AROUND_TITLE = Pattern.compile("^[\\s#*]+|[\\s*:]+$");
    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    private final @Nullable LanguageModel model;
    private final SummaryValidator validator;
    private final Redactor redactor;

    /**
     * Creates a writer.
     *
     * @param model the model, called once per procedure, or null to record verbatim
     * @param settings the settings with the redactor
     */
    public ProcedureWriter(@Nullable LanguageModel model, ExtractionSettings settings) {
        this.model = model;
        this.validator = new SummaryValidator(settings, INSTRUCTIONS);
        this.redactor = settings.redactor();
    }

    /** {@return the name and version of this writer, stored with every procedure} */
    public String id() {
        return ID;
    }

    /**
     * Writes the record of a task.
     *
     * @param turns the turns of the task, in order, at least one
     * @return the record, which always has text
     */
    public GeneratedSummary write(List<StoredTurn> turns) {
        ExtractionRequest sanitized =
                RequestSanitizer.of(ExtractionRequest.builder(turns).build(), redactor);
        if (model == null || sanitized.turns().isEmpty()) {
            return new GeneratedSummary(verbatim(turns), List.of(), 0);
        }
        try {
            return summarized(model, sanitized);
        } catch (MalformedReplyException e) {
            LOG.warn(
                    "A procedure is recorded verbatim, because the model's reply cannot be parsed ({}).",
                    e.getMessage());
            return new GeneratedSummary(verbatim(sanitized.turns()), List.of(), e.tokens());
        } catch (PromptRejectedException | ModelUnavailableException e) {
            LOG.warn("A procedure is recorded verbatim: {}", e.getMessage());
            return new GeneratedSummary(verbatim(sanitized.turns()), List.of(), 0);
        } catch (RuntimeException e) {
            LOG.warn("A procedure is recorded verbatim, because the call of the model failed.", e);
            return new GeneratedSummary(verbatim(sanitized.turns()), List.of(), 0);
        }
    }

    private GeneratedSummary summarized(LanguageModel languageModel, ExtractionRequest sanitized) {
        PlainTextReply reply = PlainTextReply.ask(languageModel, messages(sanitized));
        List<String> steps = new ArrayList<>();
        String title = "";
        for (String line : reply.text().lines().filter(line -> !line.isBlank()).toList()) {
            Matcher step = STEP.matcher(line);
            if (step.matches()) {
                steps.add(step.group(1));
            } else if (steps.isEmpty() && title.isEmpty()) {
                title = AROUND_TITLE.matcher(line).replaceAll("");
            }
        }
        if (steps.isEmpty()) {
            return new GeneratedSummary(verbatim(sanitized.turns()), List.of(), reply.tokens());
        }
        List<GeneratedSummary.Rejected> rejected = new ArrayList<>();
        List<String> lines = new ArrayList<>(steps);
        lines.add(0, title);
        for (String line : lines) {
            Optional<Rejection> why = line.isEmpty() ? Optional.empty() : validator.check(line, sanitized, null, true);
            why.ifPresent(rejection -> rejected.add(new GeneratedSummary.Rejected(line, rejection)));
        }
        String text = rejected.isEmpty() ? numbered(title, steps) : verbatim(sanitized.turns());
        return new GeneratedSummary(text, rejected, reply.tokens());
    }

    private static List<Message> messages(ExtractionRequest sanitized) {
        int longest = Math.max(SHORTEST_TURN, LONGEST_PROMPT / sanitized.turns().size());
        StringBuilder user = new StringBuilder("Turns\n");
        for (StoredTurn turn : sanitized.turns()) {
            String shown = ExtractionPrompt.turn("", turn);
            user.append(shown.length() <= longest ? shown : RequestSanitizer.beginning(shown, longest) + "\n");
        }
        return List.of(
                new Message(Role.SYSTEM, INSTRUCTIONS),
                new Message(Role.USER, user.append("Procedure\n").toString()));
    }

    /** {@return the task as the title, then the following turns as steps} */
    private static String verbatim(List<StoredTurn> turns) {
        StoredTurn task = turns.stream()
                .filter(turn -> turn.turn().origin() == Origin.USER)
                .findFirst()
                .orElse(turns.get(0));
        List<StoredTurn> done = turns.stream()
                .filter(turn -> !turn.id().equals(task.id()) && turn.turn().origin() != Origin.SYSTEM)
                .limit(MOST_STEPS)
                .toList();
        return numbered(
                RequestSanitizer.beginning(oneLine(task.text()), LONGEST_TITLE),
                done.stream().map(ProcedureWriter::step).toList());
    }

    private static String step(StoredTurn turn) {
        String who = turn.turn().speaker() == null
                ? turn.turn().role().name().toLowerCase(Locale.ROOT)
                : turn.turn().speaker();
        return who + ": " + RequestSanitizer.beginning(oneLine(turn.text()), LONGEST_VERBATIM_STEP);
    }

    private static String oneLine(String text) {
        return LINE_BREAKS.matcher(text.strip()).replaceAll(" ");
    }

    private static String numbered(String title, List<String> steps) {
        StringBuilder text = new StringBuilder(title);
        for (int i = 0; i < steps.size(); i++) {
            text.append(text.isEmpty() ? "" : "\n").append(i + 1).append(". ").append(steps.get(i));
        }
        return text.toString();
    }
}
