// SPDX-License-Identifier: Apache-2.0
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

/** The command {@code memoir export}. */
@Command(
        name = "export",
        description = "Export turns, memories with their sources, and histories as JSON Lines, of all users or of one."
                + " An existing file is replaced once the export is complete.",
        sortOptions = false)
final class Export implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    @Parameters(paramLabel = "FILE", description = "The file to write; - for standard output.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String file;

    @Option(
            names = "--vectors",
            description = "Include embeddings: the file is ten times larger, and its import embeds nothing.")
    private boolean vectors;

    @Mixin
    private final ScopeOptions scopeOptions = new ScopeOptions();

    @Mixin
    private final StorageOptions storage = new StorageOptions();

    @Override
    public Integer call() throws IOException {
        ExportRequest request = ExportRequest.builder()
                .scope(scopeOptions.scope())
                .vectors(vectors)
                .build();
        try (ProgressBars bars = Terminal.bars();
                TransferSession session = storage.existing().openForTransfer()) {
            ExportResult result = file.equals(STANDARD_OUTPUT)
                    ? written(session, new FileOutputStream(FileDescriptor.out), request, bars)
                    : toFile(session, Path.of(file), request, bars);
            Terminal.report(
                    "exported " + result.written("turn") + " turns and " + result.written("memory") + " memories.");
            return ExitCode.OK;
        }
    }

    /** Writes to a temporary file first, so that a file of the final name is never incomplete. */
    private static ExportResult toFile(TransferSession session, Path to, ExportRequest request, ProgressBars bars)
            throws IOException {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            ExportResult result;
            try (OutputStream out = Files.newOutputStream(part)) {
                result = written(session, out, request, bars);
            }
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static ExportResult written(
            TransferSession session, OutputStream to, ExportRequest request, ProgressBars bars) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(to);
        ExportResult result = session.exportTo(out, request, bars);
        out.flush();
        return result;
    }
}
