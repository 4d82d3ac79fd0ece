// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.ProgressListener;
import dev.memoir.maintenance.ChatExport;
import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ExportResult;
import dev.memoir.maintenance.ImportResult;
import dev.memoir.maintenance.Mem0Export;
import dev.memoir.maintenance.Transfer;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Runs exports and imports until the memory is closed: closing waits for them, and later ones are refused. Thread-safe.
 */
abstract class GuardedTransfer implements Transfer {

    private final CloseGuard guard;
    private final LedgerTransferService transfer;

    GuardedTransfer(CloseGuard guard, LedgerTransferService transfer) {
        this.guard = guard;
        this.transfer = transfer;
    }

    @Override
    public final ExportResult exportTo(OutputStream out, ExportRequest request, ProgressListener progress) {
        return guard.pass(() -> transfer.exportTo(out, request, progress));
    }

    @Override
    public final ImportResult importFrom(InputStream in, long bytes, ProgressListener progress) {
        return guard.pass(() -> transfer.importFrom(in, bytes, progress));
    }

    @Override
    public final ImportResult importFrom(Mem0Export export, ProgressListener progress) {
        return guard.pass(() -> transfer.importFrom(export, progress));
    }

    @Override
    public final ImportResult importFrom(ChatExport export, ProgressListener progress) {
        return guard.pass(() -> transfer.importFrom(export, progress));
    }
}
