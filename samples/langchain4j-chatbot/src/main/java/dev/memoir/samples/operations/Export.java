package dev.memoir.samples.operations;

import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ExportResult;
import dev.memoir.maintenance.TransferSession;
import dev.memoir.samples.chat.ProgressBars;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code memoir export}. */
@Command(
        name = "export",
        description =
                "Write turns, memories with their sources, and histories as JSON Lines: everybody's, or one user's."
                        + " A file that was there is replaced when the new one is whole.",
        sortOptions = false)
final class Export implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    @Parameters(paramLabel = "FILE", description = "The file to write; - for standard output.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String file;

    @Option(names = "--vectors", description = "Embeddings too: a file ten times larger, whose import embeds nothing.")
    private boolean vectors;

    @Mixin
    private final ScopeOptions whose = new ScopeOptions();

    @Mixin
    private final StorageOptions place = new StorageOptions();

    @Override
    public Integer call() throws IOException {
        ExportRequest request = new ExportRequest(whose.scope(), vectors);
        try (ProgressBars bars = Terminal.bars();
                TransferSession session = place.existing().openForTransfer()) {
            ExportResult receipt = file.equals(STANDARD_OUTPUT)
                    ? written(session, new FileOutputStream(FileDescriptor.out), request, bars)
                    : toFile(session, Path.of(file), request, bars);
            Terminal.tell(
                    "exported " + receipt.written("turn") + " turns and " + receipt.written("memory") + " memories.");
            return ExitCode.OK;
        }
    }

    /** Under its name when it is whole: a file of that name is never half an export. */
    private static ExportResult toFile(TransferSession session, Path to, ExportRequest request, ProgressBars bars)
            throws IOException {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            ExportResult receipt;
            try (OutputStream out = Files.newOutputStream(part)) {
                receipt = written(session, out, request, bars);
            }
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            return receipt;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static ExportResult written(
            TransferSession session, OutputStream to, ExportRequest request, ProgressBars bars) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(to);
        ExportResult receipt = session.exportTo(out, request, bars);
        out.flush();
        return receipt;
    }
}
