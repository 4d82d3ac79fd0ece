// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.ProgressListener;
import dev.memoir.Scope;
import dev.memoir.TimeZoneParser;
import dev.memoir.langchain4j.MemoirAttachment;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code memoir chat}. */
@Command(
        name = "memoir chat",
        description =
                "Chat with an assistant that remembers. If lines are piped in, only answers go to standard output.",
        footer = {"", "Answers come from a model if one is configured: " + ChosenModel.ENVIRONMENT + "."},
        sortOptions = false)
final class Chat implements Callable<Integer> {

    /** The number of recent messages that the model sees; long-term memory provides the rest. */
    private static final int WINDOW = 20;

    /**
     * The search limit, high enough for the token budget to decide: ten hits could all answer the same, repeatedly
     * asked question.
     */
    private static final int MAX_RECALLED = 50;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--user", paramLabel = "ID", description = "The user; your login name by default.")
    private @Nullable String user;

    @Option(names = "--agent", paramLabel = "ID", description = "Limit the memory to this agent.")
    private @Nullable String agent;

    @Option(names = "--run", paramLabel = "ID", description = "Limit the memory to this run.")
    private @Nullable String run;

    @Option(names = "--dir", paramLabel = "DIR", description = "The directory of the memory; ~/.memoir by default.")
    private Path directory = DefaultDirectory.path();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The time zone of \"today\", such as Europe/Berlin; UTC by default.")
    private String zone = "UTC";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli shows the help
    private boolean help;

    private final PrintStream out = utf8(FileDescriptor.out);
    private final PrintStream err = utf8(FileDescriptor.err);

    public static void main(String[] arguments) {
        // Java 22 to 24 provide a console even for a pipe unless the old implementation is requested.
        System.setProperty("jdk.console", "java.base");
        OneLineLog.install();
        Chat chat = new Chat();
        System.exit(new CommandLine(chat)
                .setOut(new PrintWriter(chat.out, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((failure, given) -> chat.misused(failure))
                .setExecutionExceptionHandler((failure, line, given) -> chat.failed(PrintableText.line(failure)))
                .execute(arguments));
    }

    @Override
    public Integer call() {
        boolean interactive = isInteractive();
        Scope scope = scope();
        ZoneId timeZone = timeZone();
        ChosenModel model;
        try {
            model = ChosenModel.from(System.getenv());
        } catch (RuntimeException e) {
            return failed("The model is unusable: " + PrintableText.line(e));
        }
        report(model.description());
        // Setting up a terminal takes some tenths of a second, which overlaps with opening the memory.
        CompletableFuture<InputLines> lines =
                CompletableFuture.supplyAsync(() -> interactive ? new TypedLines() : new PipedLines(System.in));
        try (ProgressBars bars = new ProgressBars(err);
                LongTermMemory memory = model.learning(LongTermMemory.builder())
                        .directory(directory)
                        .zone(timeZone)
                        .progressListener(interactive ? bars : ProgressListener.SILENT)
                        .open();
                InputLines input = lines.join()) {
            // Ctrl-C ends the process outside of this block, but captured turns must still be written.
            Runtime.getRuntime().addShutdownHook(new Thread(memory::close));
            if (interactive) {
                report("This is the memory of " + MemoryPrinter.name(scope) + " in " + directory
                        + ". /help lists the commands.");
            }
            converse(memory, scope, model, input);
            return ExitCode.OK;
        }
    }

    private void converse(LongTermMemory memory, Scope scope, ChosenModel model, InputLines lines) {
        AiServices<Assistant> services = AiServices.builder(Assistant.class).chatModel(model.model());
        ChatMemory window = MessageWindowChatMemory.withMaxMessages(WINDOW);
        if (model.converses()) {
            services.chatMemory(window);
        }
        Provenance provenance = new Provenance(memory, new MemoryPrinter(memory, scope, out), out);
        MemoirAttachment memoir = MemoirAttachment.builder(memory)
                .searchOptions(search -> search.limit(MAX_RECALLED).explain())
                .onRecall(provenance::note)
                .build();
        Assistant assistant = memoir.attachTo(services).build();
        Commands commands = new Commands(
                memory,
                scope,
                model.converses(),
                lines,
                out,
                provenance,
                () -> memoir.awaitWritten(scope),
                window::clear);
        new Conversation(assistant, commands, lines, scope, out, err).run();
    }

    @SuppressWarnings("SystemConsoleNull") // main asks for the console that is null for a pipe
    private static boolean isInteractive() {
        return System.console() != null;
    }

    private Scope scope() {
        try {
            if (user == null) {
                // Login names may contain spaces; ids must not.
                user = System.getProperty("user.name").strip().replaceAll("\\s+", "-");
                report("No --user is given; this is " + user + ".");
            }
            return new Scope(user, agent, run);
        } catch (InvalidInputException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ZoneId timeZone() {
        try {
            return TimeZoneParser.parse(zone);
        } catch (InvalidInputException e) {
            throw new ParameterException(spec.commandLine(), "--zone: " + e.getMessage(), e);
        }
    }

    private void report(String message) {
        err.println("memoir: " + message);
    }

    private int failed(String message) {
        report(message);
        return ExitCode.SOFTWARE;
    }

    private int misused(ParameterException failure) {
        report(PrintableText.line(failure));
        failure.getCommandLine().usage(err);
        return ExitCode.USAGE;
    }

    /** Returns a stream in UTF-8 regardless of the locale, because answers quote text in any script. */
    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }
}
