// SPDX-License-Identifier: Apache-2.0
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

/** The command {@code memoir import}. */
@Command(
        name = "import",
        description =
                "Import an export of Memoir or mem0, or the conversations of ChatGPT or Claude. Existing items are"
                        + " kept, so that an interrupted import can be repeated. The index of a directory is updated"
                        + " immediately; with a database, applications update their own indexes, now or when they"
                        + " start.",
        sortOptions = false)
final class Import implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "FILE", description = "The file to read; - for standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String file;

    @Option(names = "--mem0", description = "The file is the result of mem0's get_all, as JSON.")
    private boolean mem0;

    @Option(names = "--history", paramLabel = "FILE", description = "The history.db of mem0, if any.")
    private @Nullable Path history;

    @Option(
            names = "--default-user",
            paramLabel = "USER",
            description = "The owner of mem0's memories without a user, or deleted ones; skipped by default.")
    private @Nullable String defaultUser;

    @Option(
            names = "--page",
            description = "Accept a single page of a larger list of mem0, which is an error by default.")
    private boolean page;

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "The file is the conversations.json of ChatGPT or Claude, imported for this user.")
    private @Nullable String user;

    @Option(
            names = "--embedder",
            paramLabel = "NAME",
            description = "The embedder of a memory in a directory: " + NamedEmbedder.NAMES + "; minilm by default.")
    private String embedder = NamedEmbedder.MINILM;

    @Mixin
    private final StorageOptions storage = new StorageOptions();

    @Override
    public Integer call() throws IOException {
        if (!file.equals(STANDARD_INPUT) && !Files.isRegularFile(Path.of(file))) {
            throw new InvalidInputException("There is no file " + file + ".");
        }
        if (user != null && (mem0 || file.equals(STANDARD_INPUT))) {
            throw new InvalidInputException("--user requires a file of ChatGPT or Claude, not mem0 or standard input.");
        }
        if (!mem0 && (page || history != null || defaultUser != null)) {
            throw new InvalidInputException("--history, --default-user and --page require --mem0.");
        }
        try (ProgressBars bars = Terminal.bars()) {
            return report(storage.database() == null ? intoDirectory(bars) : intoDatabase(bars));
        }
    }

    private ImportResult intoDirectory(ProgressBars bars) throws IOException {
        try (Embedder loaded = NamedEmbedder.load(embedder, System.getenv());
                LongTermMemory memory = storage.builder()
                        .embedder(loaded)
                        .progressListener(bars)
                        .open()) {
            return imported(memory.maintenance(), bars);
        }
    }

    private ImportResult intoDatabase(ProgressBars bars) throws IOException {
        try (TransferSession session = storage.builder().openForTransfer()) {
            return imported(session, bars);
        }
    }

    private ImportResult imported(Transfer transfer, ProgressBars bars) throws IOException {
        if (user != null) {
            return transfer.importFrom(new ChatExport(Path.of(file), Scope.user(user)), bars);
        }
        if (mem0) {
            return transfer.importFrom(
                    new Mem0Export(
                            Path.of(file),
                            history == null ? List.of() : Mem0HistoryReader.read(history),
                            defaultUser == null ? null : Scope.user(defaultUser)),
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

    private int report(ImportResult result) {
        Terminal.report("imported " + result.added("turn") + " turns and " + result.added("memory") + " memories; "
                + result.present() + " records were there already"
                + more(result.forgotten(), "were forgotten here and are not restored")
                + more(result.incomplete(), "tell of nobody, or of what is not there") + ".");
        result.reasons().forEach((reason, count) -> Terminal.report(count + " x " + reason));
        result.losses()
                .forEach(loss -> Terminal.report("  " + PrintableText.line(loss.record()) + ": " + loss.reason()));
        if (result.complete()) {
            return ExitCode.OK;
        }
        if (mem0) {
            Terminal.report("the file is one page of a larger list. Import the other pages as well"
                    + (page ? "." : ", or accept it with --page."));
            return page ? ExitCode.OK : ExitCode.SOFTWARE;
        }
        Terminal.report("the file ends early. Import it again once it is complete.");
        return ExitCode.SOFTWARE;
    }

    private static String more(long count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }
}
