package dev.memoir.samples.chat;

import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.ProgressListener;
import dev.memoir.Scope;
import dev.memoir.TimeZoneParser;
import dev.memoir.langchain4j.MemoirAiServices;
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

/** {@code memoir chat}. */
@Command(
        name = "memoir chat",
        description =
                "Chat with an assistant that remembers. Lines can be piped in; then only answers go to standard output.",
        footer = {"", "Answers come from a model when one is set: " + ChosenModel.ENVIRONMENT + "."},
        sortOptions = false)
final class Chat implements Callable<Integer> {

    /** What a model sees of the running conversation; the rest is the long-term memory's part. */
    private static final int WINDOW = 20;

    /** So many that the token budget decides: ten could all be answers to the same question, asked again and again. */
    private static final int MOST_RECALLED = 50;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--user", paramLabel = "ID", description = "Whose memory; your login name unless given.")
    private @Nullable String user;

    @Option(names = "--agent", paramLabel = "ID", description = "Only what this agent said and heard.")
    private @Nullable String agent;

    @Option(names = "--run", paramLabel = "ID", description = "Only what belongs to this run.")
    private @Nullable String run;

    @Option(names = "--dir", paramLabel = "DIR", description = "Where the memory is kept; ~/.memoir unless given.")
    private Path directory = DefaultDirectory.path();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone whose days \"today\" means, such as Europe/Berlin; UTC unless given.")
    private String zone = "UTC";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    @SuppressWarnings("UnusedVariable") // picocli shows the help
    private boolean help;

    private final PrintStream out = utf8(FileDescriptor.out);
    private final PrintStream err = utf8(FileDescriptor.err);

    public static void main(String[] arguments) {
        // From 22 to 24 there is a console even for a pipe, unless the old one is asked for.
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
        boolean typed = isTyped();
        Scope scope = scope();
        ZoneId days = days();
        ChosenModel model;
        try {
            model = ChosenModel.from(System.getenv());
        } catch (RuntimeException e) {
            return failed("The model cannot be used: " + PrintableText.line(e));
        }
        tell(model.description());
        // A terminal takes some tenths of a second to set up; it does so while the memory opens.
        CompletableFuture<InputLines> lines =
                CompletableFuture.supplyAsync(() -> typed ? new TypedLines() : new PipedLines(System.in));
        try (ProgressBars bars = new ProgressBars(err);
                LongTermMemory memory = model.learning(LongTermMemory.builder())
                        .directory(directory)
                        .zone(days)
                        .progress(typed ? bars : ProgressListener.SILENT)
                        .open();
                InputLines input = lines.join()) {
            // Ctrl-C ends the process from outside of this block; what was said must be written all the same.
            Runtime.getRuntime().addShutdownHook(new Thread(memory::close));
            if (typed) {
                tell("This is the memory of " + MemoryPrinter.name(scope) + " in " + directory
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
        MemoirAiServices remembering = MemoirAiServices.builder(memory)
                .searching(search -> search.limit(MOST_RECALLED).explain())
                .onRecall(provenance::note)
                .build();
        Assistant assistant = remembering.attachTo(services).build();
        Commands commands = new Commands(
                memory,
                scope,
                model.converses(),
                lines,
                out,
                provenance,
                () -> remembering.settle(scope),
                window::clear);
        new Conversation(assistant, commands, lines, scope, out, err).run();
    }

    @SuppressWarnings("SystemConsoleNull") // main asks for the console that is null for a pipe
    private static boolean isTyped() {
        return System.console() != null;
    }

    private Scope scope() {
        try {
            if (user == null) {
                // Login names of some systems have spaces; ids have none.
                user = System.getProperty("user.name").strip().replaceAll("\\s+", "-");
                tell("No --user is given; this is " + user + ".");
            }
            return new Scope(user, agent, run);
        } catch (InvalidInputException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ZoneId days() {
        try {
            return TimeZoneParser.parse(zone);
        } catch (InvalidInputException e) {
            throw new ParameterException(spec.commandLine(), "--zone: " + e.getMessage(), e);
        }
    }

    private void tell(String message) {
        err.println("memoir: " + message);
    }

    private int failed(String message) {
        tell(message);
        return ExitCode.SOFTWARE;
    }

    private int misused(ParameterException failure) {
        tell(PrintableText.line(failure));
        failure.getCommandLine().usage(err);
        return ExitCode.USAGE;
    }

    /** UTF-8 whatever the locale: answers quote what was said, and that may be in any script. */
    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }
}
