/** A memory's index in PostgreSQL with pgvector: vectors and words, shared by any number of processes. */
@NullMarked
package dev.memoir.index.pgvector;

import org.jspecify.annotations.NullMarked;
