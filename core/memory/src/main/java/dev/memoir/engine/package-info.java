/** The memory at work: puts ledger, index, embedder and recall together. */
@NullMarked
package dev.memoir.engine;

import org.jspecify.annotations.NullMarked;
