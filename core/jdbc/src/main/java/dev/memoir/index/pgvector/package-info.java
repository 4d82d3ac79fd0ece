/**
 * The index of a memory in PostgreSQL with pgvector, shared by any number of processes.
 *
 * <p>{@link dev.memoir.index.pgvector.PgVectorIndex} configures and opens it. {@code PgVectorFeedApplier} writes the
 * change feed and coordinates with other processes; {@code PgVectorSearch} finds candidates by vector, by words (BM25)
 * and by hints in one statement. Every search statement contains the scope's condition, and all values are bound as
 * parameters.
 */
@NullMarked
package dev.memoir.index.pgvector;

import org.jspecify.annotations.NullMarked;
