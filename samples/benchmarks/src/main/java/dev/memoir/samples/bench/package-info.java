/**
 * Benchmarks of recall, speed and size: {@code ./memoir bench}.
 *
 * <p>{@code Bench} is the entry point with one command per benchmark; {@code DataSetFile} reads data sets, {@code
 * RecallRun} searches them, and {@code RecallReport} prints the figures. Every figure in the documentation can be
 * reproduced here.
 */
@NullMarked
package dev.memoir.samples.bench;

import org.jspecify.annotations.NullMarked;
