/**
 * JMH benchmarks of the hot paths: {@code ./memoir bench jmh}.
 *
 * <p>{@code SearchBenchmark} measures whole searches, {@code StepBenchmark} their steps. Data and embeddings are
 * synthetic, so that no model is involved.
 */
@NullMarked
package dev.memoir.samples.bench.hot;

import org.jspecify.annotations.NullMarked;
