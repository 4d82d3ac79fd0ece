package dev.memoir.engine;

import dev.memoir.ProgressListener;
import dev.memoir.ledger.Ledger;
import dev.memoir.maintenance.ExportReceipt;
import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ImportReceipt;
import dev.memoir.maintenance.Mem0Export;
import dev.memoir.maintenance.TransferSession;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** A ledger alone, open for exports and imports. */
public final class LedgerSession implements TransferSession {

    private final Gate gate = new Gate();
    private final LedgerTransfer transfer;
    private final Resources resources;

    /**
     * Of an open ledger.
     *
     * @param ledger which
     * @param clock tells when an export was made
     * @param resources what {@link #close()} closes
     */
    public LedgerSession(Ledger ledger, InstantSource clock, Resources resources) {
        this.transfer = new LedgerTransfer(ledger, clock, progress -> {});
        this.resources = resources;
    }

    @Override
    public ExportReceipt exportTo(OutputStream out, ExportRequest request, ProgressListener progress) {
        return gate.pass(() -> transfer.exportTo(out, request, progress));
    }

    @Override
    public ImportReceipt importFrom(InputStream in, long bytes, ProgressListener progress) {
        return gate.pass(() -> transfer.importFrom(in, bytes, progress));
    }

    @Override
    public ImportReceipt importFrom(Mem0Export export, ProgressListener progress) {
        return gate.pass(() -> transfer.importFrom(export, progress));
    }

    @Override
    public void close() {
        gate.shut(resources::close);
    }
}
