package dev.memoir.samples.operations;

import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.embed.Embedder;
import dev.memoir.ledger.jdbc.Mem0HistoryReader;
import dev.memoir.maintenance.ChatExport;
import dev.memoir.maintenance.ImportResult;
import dev.memoir.maintenance.Mem0Export;
import dev.memoir.maintenance.Transfer;
import dev.memoir.maintenance.TransferSession;
import dev.memoir.samples.chat.PrintableText;
import dev.memoir.samples.chat.ProgressBars;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code memoir import}. */
@Command(
        name = "import",
        description =
                "Import what export wrote, what mem0 gave, or the conversations of ChatGPT or Claude. What is there"
                        + " already stays as it is: an import that was cut short goes on when it is started again. A directory's index"
                        + " is filled at once; in a database the applications that use the memory fill theirs, now or when they"
                        + " start.",
        sortOptions = false)
final class Import implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "FILE", description = "The file to read; - for standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String file;

    @Option(names = "--mem0", description = "The file is what mem0's get_all returned, as JSON.")
    private boolean mem0;

    @Option(names = "--history", paramLabel = "FILE", description = "mem0's history.db, if there is one.")
    private @Nullable Path history;

    @Option(
            names = "--otherwise",
            paramLabel = "USER",
            description = "Whose the memories of mem0 are that name nobody, or were deleted; left out unless given.")
    private @Nullable String otherwise;

    @Option(names = "--page", description = "Accept a page of a larger list of mem0; it is an error unless given.")
    private boolean page;

    @Option(
            names = "--user",
            paramLabel = "USER",
            description =
                    "The file is the conversations.json of ChatGPT or Claude, and its conversations are this user's.")
    private @Nullable String user;

    @Option(
            names = "--embedder",
            paramLabel = "NAME",
            description = "The embedder of a directory's memory: " + NamedEmbedder.NAMES + "; minilm unless given.")
    private String embedder = NamedEmbedder.MINILM;

    @Mixin
    private final StorageOptions place = new StorageOptions();

    @Override
    public Integer call() throws IOException {
        if (!file.equals(STANDARD_INPUT) && !Files.isRegularFile(Path.of(file))) {
            throw new InvalidInputException("There is no file " + file + ".");
        }
        if (user != null && (mem0 || file.equals(STANDARD_INPUT))) {
            throw new InvalidInputException(
                    "--user is for a file of ChatGPT or Claude, not for mem0 or standard input.");
        }
        if (!mem0 && (page || history != null || otherwise != null)) {
            throw new InvalidInputException("--history, --otherwise and --page are for a file of mem0: add --mem0.");
        }
        try (ProgressBars bars = Terminal.bars()) {
            return report(place.database() == null ? intoDirectory(bars) : intoDatabase(bars));
        }
    }

    private ImportResult intoDirectory(ProgressBars bars) throws IOException {
        try (Embedder making = NamedEmbedder.load(embedder, System.getenv());
                LongTermMemory memory =
                        place.builder().embedder(making).progress(bars).open()) {
            return taken(memory.maintenance(), bars);
        }
    }

    private ImportResult intoDatabase(ProgressBars bars) throws IOException {
        try (TransferSession session = place.builder().openForTransfer()) {
            return taken(session, bars);
        }
    }

    private ImportResult taken(Transfer transfer, ProgressBars bars) throws IOException {
        if (user != null) {
            return transfer.importFrom(new ChatExport(Path.of(file), Scope.user(user)), bars);
        }
        if (mem0) {
            return transfer.importFrom(
                    new Mem0Export(
                            Path.of(file),
                            history == null ? List.of() : Mem0HistoryReader.read(history),
                            otherwise == null ? null : Scope.user(otherwise)),
                    bars);
        }
        if (file.equals(STANDARD_INPUT)) {
            return transfer.importFrom(System.in, 0, bars);
        }
        Path from = Path.of(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(from))) {
            return transfer.importFrom(in, Files.size(from), bars);
        }
    }

    private int report(ImportResult receipt) {
        Terminal.tell("imported " + receipt.added("turn") + " turns and " + receipt.added("memory") + " memories; "
                + receipt.present() + " records were there already"
                + more(receipt.forgotten(), "were forgotten here and are not brought back")
                + more(receipt.incomplete(), "tell of nobody, or of what is not there") + ".");
        receipt.reasons().forEach((reason, count) -> Terminal.tell(count + " x " + reason));
        receipt.losses()
                .forEach(loss -> Terminal.tell("  " + PrintableText.line(loss.record()) + ": " + loss.reason()));
        if (receipt.whole()) {
            return ExitCode.OK;
        }
        if (mem0) {
            Terminal.tell("the file is a page of a larger list. Import the other pages too"
                    + (page ? "." : ", or accept it with --page."));
            return page ? ExitCode.OK : ExitCode.SOFTWARE;
        }
        Terminal.tell("the file ends early: it was cut short. Import it again when it is whole.");
        return ExitCode.SOFTWARE;
    }

    private static String more(long count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }
}
