/** The index's SPI: a projection of the ledger that finds candidates by meaning and by word. */
@NullMarked
package dev.memoir.index;

import org.jspecify.annotations.NullMarked;
