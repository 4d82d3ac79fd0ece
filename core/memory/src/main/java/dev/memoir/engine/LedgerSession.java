package dev.memoir.engine;

import dev.memoir.extract.Redactor;
import dev.memoir.ledger.Ledger;
import dev.memoir.maintenance.TransferSession;
import java.time.InstantSource;

/** A ledger alone, open for exports and imports. */
public final class LedgerSession extends GatedTransfer implements TransferSession {

    private final Gate gate;
    private final Resources resources;

    /**
     * Of an open ledger.
     *
     * @param ledger which
     * @param redactor takes out of other systems' texts what must not be kept
     * @param clock tells when an export was made
     * @param resources what {@link #close()} closes
     */
    public LedgerSession(Ledger ledger, Redactor redactor, InstantSource clock, Resources resources) {
        this(new Gate(), new LedgerTransfer(ledger, redactor, clock, progress -> {}), resources);
    }

    private LedgerSession(Gate gate, LedgerTransfer transfer, Resources resources) {
        super(gate, transfer);
        this.gate = gate;
        this.resources = resources;
    }

    @Override
    public void close() {
        gate.shut(resources::close);
    }
}
