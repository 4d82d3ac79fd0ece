/** Exports and imports: the ledger's records as JSON Lines, and the exports of other memories. */
@NullMarked
package dev.memoir.transfer;

import org.jspecify.annotations.NullMarked;
