/**
 * The index SPI: a projection of the ledger that finds candidates by meaning, by word and by hints.
 *
 * <p>Implement {@link dev.memoir.index.MemoryIndex} and {@link dev.memoir.index.MemoryIndexFactory} to add an index;
 * {@link dev.memoir.vectorstore} does so for any vector store. An index follows the ledger's change feed:
 * {@code IndexChange}s are applied in order and their position is stored with them, so a lost index is filled again. It
 * returns {@link dev.memoir.index.Candidate}s with raw scores; ranking is not its concern. A query never finds
 * documents that its scope does not read.
 */
@NullMarked
package dev.memoir.index;

import org.jspecify.annotations.NullMarked;
