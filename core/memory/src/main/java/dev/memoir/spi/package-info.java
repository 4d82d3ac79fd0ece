/**
 * What a module implements to be a default of {@link dev.memoir.LongTermMemory#open}: a ledger and an index in a directory,
 * and an embedder. {@code memoir-jdbc}, {@code memoir-lucene} and {@code memoir-minilm} each register one in
 * {@code META-INF/services}; {@code memoir} depends on the three.
 *
 * <p>A provider is only looked for when the application has not given the builder an implementation of its own, and is
 * created once per opened memory.
 */
@NullMarked
package dev.memoir.spi;

import org.jspecify.annotations.NullMarked;
