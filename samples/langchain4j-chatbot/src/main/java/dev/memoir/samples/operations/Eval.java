// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import dev.memoir.InvalidInputException;
import dev.memoir.embed.Embedder;
import dev.memoir.llm.ModelUnavailableException;
import dev.memoir.samples.chat.ChosenModel;
import dev.memoir.samples.chat.PrintableText;
import dev.memoir.samples.chat.ProgressBars;
import dev.memoir.testing.evaluation.Evaluation;
import dev.memoir.testing.evaluation.EvaluationComparison;
import dev.memoir.testing.evaluation.EvaluationResult;
import dev.memoir.testing.evaluation.EvaluationSet;
import dev.memoir.testing.evaluation.HtmlReport;
import dev.memoir.testing.evaluation.QuestionProposals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code memoir eval}. */
@Command(
        name = "eval",
        description = {
            "Measure recall on your own conversations, with questions whose evidence you know.",
            "CHATS is an export of Memoir, a JSON file of chats, or a file of LoCoMo or BEAM; FILE has the questions."
                    + " Nothing is added to any memory of yours. See docs/evaluation.md."
        },
        footer = {
            "",
            "Proposing questions (--propose) and extracting facts (--extract) need a model: " + ChosenModel.ENVIRONMENT
                    + ". It sees the chats.",
            "The results (--json, --html) contain texts of the chats."
        },
        sortOptions = false)
final class Eval implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "CHATS", description = "The chats.")
    private @Nullable Path chats;

    @Option(
            names = "--questions",
            paramLabel = "FILE",
            description = "The questions, with the turns or quotes that answer them.")
    private @Nullable Path questions;

    @Option(names = "--unreviewed", description = "Also ask proposed questions that nobody has reviewed.")
    private boolean unreviewed;

    @Option(
            names = "--propose",
            arity = "0..1",
            fallbackValue = "20",
            paramLabel = "N",
            description = "Have the model propose N questions for each chat (20 by default), add them to FILE for"
                    + " review, and stop.")
    private @Nullable Integer proposals;

    @ArgGroup(exclusive = false, heading = "%nWhat is measured:%n")
    private EvalConfiguration configuration = new EvalConfiguration();

    @Option(
            names = "--compare",
            arity = "2",
            paramLabel = "RESULT",
            description = "Compare two results of --json, instead of measuring.")
    private List<Path> compared = List.of();

    @Option(
            names = "--against",
            paramLabel = "RESULT",
            description = "Compare this measurement with an earlier result of --json.")
    private @Nullable Path against;

    @Option(names = "--json", paramLabel = "OUT", description = "Write the result to this file.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "OUT", description = "Write a report for a browser to this file.")
    private @Nullable Path html;

    @Override
    public Integer call() throws IOException {
        check();
        if (!compared.isEmpty()) {
            EvaluationResult before = EvaluationResult.read(compared.get(0));
            return report(before, EvaluationResult.read(compared.get(1)));
        }
        if (proposals != null) {
            return propose(proposals);
        }
        EvaluationResult before = against == null ? null : EvaluationResult.read(against);
        return report(before, measure(set()));
    }

    /** Checks the options before measuring for minutes. */
    private void check() {
        if (chats == null && compared.isEmpty()) {
            throw new InvalidInputException("Name the file of the chats, or two results with --compare.");
        }
        if (!compared.isEmpty() && (chats != null || questions != null || proposals != null || against != null)) {
            throw new InvalidInputException("--compare takes two results and measures nothing: leave out the chats,"
                    + " --questions, --propose and --against.");
        }
        if (proposals != null && (questions == null || proposals < 1)) {
            throw new InvalidInputException(
                    "--propose takes a number above 0, and the file for the proposals:" + " --questions FILE.");
        }
        Stream.of(json, html)
                .flatMap(Stream::ofNullable)
                .filter(out -> out.toAbsolutePath().getParent() == null
                        || !Files.isDirectory(out.toAbsolutePath().getParent()))
                .findFirst()
                .ifPresent(out -> {
                    throw new InvalidInputException("There is no folder for " + out + ".");
                });
    }

    private EvaluationSet set() throws IOException {
        EvaluationSet set = EvaluationSet.read(file());
        if (questions != null) {
            set = set.withQuestions(questions);
        }
        if (set.questions().isEmpty()) {
            throw new InvalidInputException(
                    file() + " has no questions. Give them with --questions FILE, or have a model"
                            + " propose some: --questions FILE --propose.");
        }
        EvaluationSet reviewed = unreviewed ? set : set.reviewed();
        int left = set.questions().size() - reviewed.questions().size();
        if (reviewed.questions().isEmpty()) {
            throw new InvalidInputException("None of the " + left + " proposed questions is reviewed. Check each, and"
                    + " set \"reviewed\": true, or ask them with --unreviewed.");
        }
        if (left > 0) {
            Terminal.report(left + " proposed questions are not reviewed and not asked. Set \"reviewed\": true, or ask"
                    + " them with --unreviewed.");
        }
        return reviewed;
    }

    private Path file() {
        if (chats == null) {
            throw new InvalidInputException("Name the file of the chats.");
        }
        return chats;
    }

    private EvaluationResult measure(EvaluationSet set) throws IOException {
        Terminal.report("measuring " + set.questions().size() + " questions about " + set.turns() + " turns of "
                + set.chats().size() + (set.chats().size() == 1 ? " chat" : " chats"));
        Map<String, String> environment = System.getenv();
        try (ProgressBars bars = Terminal.bars();
                Embedder embedder = configuration.embedder(environment)) {
            Evaluation.Builder evaluation = configuration
                    .apply(Evaluation.builder(set), environment)
                    .memory(memory -> configuration.apply(memory.embedder(embedder)))
                    .progressListener(bars);
            return evaluation.build().run();
        }
    }

    private int propose(int count) throws IOException {
        EvaluationSet set = EvaluationSet.read(file());
        Path to = questions == null ? file() : questions;
        try (ProgressBars bars = Terminal.bars()) {
            QuestionProposals proposed =
                    QuestionProposals.ask(EvalConfiguration.model(System.getenv()), set, count, bars);
            int added = proposed.addTo(to);
            Terminal.report(added + " proposed questions are in " + to + "; " + proposed.dropped()
                    + " were dropped because a quote does not occur in its turn. Check each question and its evidence,"
                    + " then set \"reviewed\": true.");
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ModelUnavailableException(
                    "The model did not answer (" + PrintableText.line(e) + "). Check its address, key and quota.",
                    null,
                    true,
                    e);
        }
        return ExitCode.OK;
    }

    private int report(@Nullable EvaluationResult before, EvaluationResult result) throws IOException {
        EvaluationComparison comparison = before == null ? null : EvaluationComparison.of(before, result);
        PrintWriter out = spec.commandLine().getOut();
        EvalSummary.print(out, result, comparison);
        out.flush();
        if (json != null) {
            result.write(json);
        }
        if (html != null) {
            (comparison == null ? HtmlReport.of(result) : HtmlReport.of(comparison)).write(html);
            Terminal.report("the report is in " + html);
        }
        return ExitCode.OK;
    }
}
