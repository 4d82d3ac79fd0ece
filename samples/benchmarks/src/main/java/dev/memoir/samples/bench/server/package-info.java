/**
 * The load test of the memory server: {@code ./memoir bench server}.
 *
 * <p>{@link dev.memoir.samples.bench.server.ServerLoadCommand} starts servers as processes of their own
 * ({@code ServerProcess}), sends them requests at a fixed rate whether they keep up or not ({@code OpenLoop}), kills
 * and restarts one meanwhile, and compares what the servers acknowledged with what they hold in the end
 * ({@code TurnJournal}).
 */
@NullMarked
package dev.memoir.samples.bench.server;

import org.jspecify.annotations.NullMarked;
