package dev.memoir.engine;

import dev.memoir.InvalidInputException;
import dev.memoir.ProgressListener;
import dev.memoir.ingest.Ingestion;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.LedgerRecord;
import dev.memoir.maintenance.ExportReceipt;
import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ImportReceipt;
import dev.memoir.maintenance.Mem0Export;
import dev.memoir.transfer.CountedInput;
import dev.memoir.transfer.JsonLinesReader;
import dev.memoir.transfer.JsonLinesWriter;
import dev.memoir.transfer.Mem0Records;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exports and imports. The index follows when all is in the ledger. Thread-safe. */
final class Transfer {

    private static final String EXPORTING = "exporting";
    private static final String IMPORTING = "importing";

    /** Records between two words on the progress, or in one transaction. */
    private static final int STEP = 400;

    /** Conversations of which imported turns are drawn from at once; the others are when their next turn comes. */
    private static final int HURRIED = 1_000;

    private final Ledger ledger;
    private final Served served;
    private final InstantSource clock;
    private final @Nullable Ingestion ingestion;

    Transfer(Ledger ledger, Served served, InstantSource clock, @Nullable Ingestion ingestion) {
        this.ledger = ledger;
        this.served = served;
        this.clock = clock;
        this.ingestion = ingestion;
    }

    ExportReceipt export(OutputStream out, ExportRequest request, ProgressListener progress) {
        long total = progress == ProgressListener.SILENT ? 0 : ledger.countRecords(request.scope());
        JsonLinesWriter writer = new JsonLinesWriter(out, ledger.id(), clock.instant());
        long[] done = {0};
        progress.progress(EXPORTING, 0, Math.max(1, total));
        ledger.read(request.scope(), request.vectors(), record -> {
            writer.write(record);
            if (++done[0] % STEP == 0) {
                progress.progress(EXPORTING, done[0], Math.max(done[0] + 1, total));
            }
        });
        writer.end();
        progress.progress(EXPORTING, done[0], done[0]);
        return new ExportReceipt(writer.written());
    }

    ImportReceipt take(InputStream in, long bytes, ProgressListener progress) {
        CountedInput counted = new CountedInput(in);
        JsonLinesReader reader = new JsonLinesReader(counted);
        ImportReceipt receipt = ImportReceipt.NOTHING;
        List<LedgerRecord> batch = reader.batch();
        while (!batch.isEmpty()) {
            try {
                receipt = receipt.plus(ledger.take(batch));
            } catch (InvalidInputException e) {
                throw new InvalidInputException(
                        e.getMessage() + " It is one of the " + batch.size() + " records up to line " + reader.line()
                                + " of the export; what stands before them is imported.");
            }
            progress.progress(IMPORTING, counted.count(), Math.max(counted.count() + 1, bytes));
            batch = reader.batch();
        }
        progress.progress(IMPORTING, counted.count(), counted.count());
        followed(progress);
        return receipt.ended(0, reader.complete());
    }

    ImportReceipt take(Mem0Export export, ProgressListener progress) {
        Mem0Records mem0 = new Mem0Records(export, clock.instant());
        List<LedgerRecord> records = mem0.read();
        ImportReceipt receipt = ImportReceipt.NOTHING;
        for (int from = 0; from < records.size(); from += STEP) {
            int to = Math.min(records.size(), from + STEP);
            receipt = receipt.plus(ledger.take(records.subList(from, to)));
            progress.progress(IMPORTING, to, records.size());
        }
        followed(progress);
        return receipt.ended(mem0.unplaced(), true);
    }

    private void followed(ProgressListener progress) {
        served.use(serving -> serving.projection().catchUp(progress));
        if (ingestion != null) {
            ingestion.hurry(ledger.pendingConversations(HURRIED));
        }
    }
}
