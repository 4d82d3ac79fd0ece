// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.InvalidInputException;
import dev.memoir.ProgressListener;
import dev.memoir.extract.Redactor;
import dev.memoir.internal.transfer.ChatRecordReader;
import dev.memoir.internal.transfer.CountingInputStream;
import dev.memoir.internal.transfer.ForeignRecordReader;
import dev.memoir.internal.transfer.ImportLossLog;
import dev.memoir.internal.transfer.JsonLinesReader;
import dev.memoir.internal.transfer.JsonLinesWriter;
import dev.memoir.internal.transfer.Mem0RecordReader;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.PortableRecord;
import dev.memoir.maintenance.ChatExport;
import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ExportResult;
import dev.memoir.maintenance.ImportResult;
import dev.memoir.maintenance.Mem0Export;
import dev.memoir.maintenance.Transfer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Exports and imports records. The index is updated when all records are in the ledger. Thread-safe. */
final class LedgerTransferService implements Transfer {

    private static final String EXPORTING = "exporting";
    private static final String IMPORTING = "importing";

    /** Records between two progress notifications, or in one transaction. */
    private static final int STEP = 400;

    private final Ledger ledger;
    private final RecordRedactor redaction;
    private final InstantSource clock;
    private final Consumer<ProgressListener> following;

    /**
     * @param ledger the ledger
     * @param redactor the redactor of other systems' texts, the same as for added ones
     * @param clock the clock that dates an export
     * @param following updates the index after an import
     */
    LedgerTransferService(Ledger ledger, Redactor redactor, InstantSource clock, Consumer<ProgressListener> following) {
        this.ledger = ledger;
        this.redaction = new RecordRedactor(redactor);
        this.clock = clock;
        this.following = following;
    }

    @Override
    public ExportResult exportTo(OutputStream out, ExportRequest request, ProgressListener progress) {
        long total = progress == ProgressListener.SILENT ? 0 : ledger.transfer().countRecords(request.scope());
        JsonLinesWriter writer = new JsonLinesWriter(out, ledger.id(), clock.instant());
        long[] done = {0};
        progress.progress(EXPORTING, 0, Math.max(1, total));
        ledger.transfer().read(request.scope(), request.vectors(), record -> {
            writer.write(record);
            if (++done[0] % STEP == 0) {
                progress.progress(EXPORTING, done[0], Math.max(done[0] + 1, total));
            }
        });
        writer.end();
        progress.progress(EXPORTING, done[0], done[0]);
        return new ExportResult(writer.written());
    }

    @Override
    public ImportResult importFrom(InputStream in, long bytes, ProgressListener progress) {
        CountingInputStream counted = new CountingInputStream(in);
        JsonLinesReader reader = new JsonLinesReader(counted);
        ImportResult result = ImportResult.EMPTY;
        List<PortableRecord> batch = reader.batch();
        while (!batch.isEmpty()) {
            try {
                result = result.plus(ledger.transfer().importRecords(batch));
            } catch (InvalidInputException e) {
                throw new InvalidInputException(
                        e.getMessage() + " It is one of the " + batch.size() + " records up to line " + reader.line()
                                + " of the export; the records before them are imported.");
            }
            progress.progress(IMPORTING, counted.count(), Math.max(counted.count() + 1, bytes));
            batch = reader.batch();
        }
        progress.progress(IMPORTING, counted.count(), counted.count());
        following.accept(progress);
        return result.ended(0, reader.complete());
    }

    @Override
    public ImportResult importFrom(Mem0Export export, ProgressListener progress) {
        ImportLossLog losses = new ImportLossLog();
        Mem0RecordReader mem0 = new Mem0RecordReader(export, clock.instant(), losses);
        return imported(export.getAll(), mem0, losses, progress);
    }

    @Override
    public ImportResult importFrom(ChatExport export, ProgressListener progress) {
        ImportLossLog losses = new ImportLossLog();
        ChatRecordReader chats = new ChatRecordReader(export, clock.instant(), losses);
        return imported(export.file(), chats, losses, progress);
    }

    private ImportResult imported(
            Path file, ForeignRecordReader records, ImportLossLog losses, ProgressListener progress) {
        List<PortableRecord> batch = new ArrayList<>();
        ImportResult[] result = {ImportResult.EMPTY};
        long bytes = ForeignRecordReader.size(file);
        try {
            records.read((record, read) -> {
                batch.add(redaction.of(record));
                if (batch.size() >= STEP) {
                    result[0] = result[0].plus(taken(batch, losses));
                    batch.clear();
                    progress.progress(IMPORTING, read, Math.max(read + 1, bytes));
                }
            });
        } finally {
            // Also if a file ends early: the records before its end are imported.
            result[0] = result[0].plus(taken(batch, losses));
        }
        progress.progress(IMPORTING, bytes, bytes);
        following.accept(progress);
        return result[0].ended(losses.leftOut(), records.whole()).withLosses(losses.reasons(), losses.named());
    }

    /** Imports records one by one if the batch fails: one that cannot be stored must not keep the others out. */
    private ImportResult taken(List<PortableRecord> batch, ImportLossLog losses) {
        if (batch.isEmpty()) {
            return ImportResult.EMPTY;
        }
        try {
            return ledger.transfer().importRecords(batch);
        } catch (InvalidInputException several) {
            ImportResult result = ImportResult.EMPTY;
            for (PortableRecord record : batch) {
                try {
                    result = result.plus(ledger.transfer().importRecords(List.of(record)));
                } catch (InvalidInputException e) {
                    losses.leftOut(String.valueOf(record.text("id")), "left out: it cannot be stored");
                }
            }
            return result;
        }
    }
}
