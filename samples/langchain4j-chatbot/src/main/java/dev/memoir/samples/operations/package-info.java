/**
 * Administrative commands for a memory: {@code memoir export}, {@code memoir import}, {@code memoir reindex}
 * and {@code memoir doctor}.
 *
 * <p>{@code Operations} is the entry point. Each command works on a directory or on a PostgreSQL database, selected by
 * {@code StorageOptions}. Messages go to standard error, because standard output may be an export.
 */
@NullMarked
package dev.memoir.samples.operations;

import org.jspecify.annotations.NullMarked;
