// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.extract.Redactor;
import dev.memoir.ledger.Ledger;
import dev.memoir.maintenance.TransferSession;
import java.time.InstantSource;

/** A session on a ledger alone, for exports and imports. */
public final class TransferOnlySession extends GuardedTransfer implements TransferSession {

    private final CloseGuard guard;
    private final CloseStack resources;

    /**
     * Creates a session on an open ledger.
     *
     * @param ledger the ledger
     * @param redactor the redactor of other systems' texts
     * @param clock the clock that dates an export
     * @param resources the resources that {@link #close()} closes
     */
    public TransferOnlySession(Ledger ledger, Redactor redactor, InstantSource clock, CloseStack resources) {
        this(new CloseGuard(), new LedgerTransferService(ledger, redactor, clock, progress -> {}), resources);
    }

    private TransferOnlySession(CloseGuard guard, LedgerTransferService transfer, CloseStack resources) {
        super(guard, transfer);
        this.guard = guard;
        this.resources = resources;
    }

    @Override
    public void close() {
        guard.shut(resources::close);
    }
}
