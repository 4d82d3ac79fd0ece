package dev.memoir.engine;

import dev.memoir.extract.Redactor;
import dev.memoir.ledger.Ledger;
import dev.memoir.maintenance.TransferSession;
import java.time.InstantSource;

/** A ledger alone, open for exports and imports. */
public final class TransferOnlySession extends GuardedTransfer implements TransferSession {

    private final CloseGuard gate;
    private final CloseStack resources;

    /**
     * Of an open ledger.
     *
     * @param ledger which
     * @param redactor takes out of other systems' texts what must not be kept
     * @param clock tells when an export was made
     * @param resources what {@link #close()} closes
     */
    public TransferOnlySession(Ledger ledger, Redactor redactor, InstantSource clock, CloseStack resources) {
        this(new CloseGuard(), new LedgerTransferService(ledger, redactor, clock, progress -> {}), resources);
    }

    private TransferOnlySession(CloseGuard gate, LedgerTransferService transfer, CloseStack resources) {
        super(gate, transfer);
        this.gate = gate;
        this.resources = resources;
    }

    @Override
    public void close() {
        gate.shut(resources::close);
    }
}
