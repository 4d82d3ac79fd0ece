/** The ledger's SPI: the one transactional store that everything else is derived from. */
@NullMarked
package dev.memoir.ledger;

import org.jspecify.annotations.NullMarked;
