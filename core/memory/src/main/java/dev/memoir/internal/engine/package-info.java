/**
 * The engine behind {@link dev.memoir.LongTermMemory}: {@link dev.memoir.internal.engine.EngineAssembly} assembles
 * ledger, index, embedder, search and learning. {@code WriteService} commits to the ledger first, {@code
 * IndexProjector} then applies the ledger's changes to the index ({@code ProjectionLifecycle} has its states), and
 * {@code SearchService} ranks the index's candidates and checks them against the ledger again. The ledger is the
 * only source of truth: whatever fails in the index or the embedder is caught up from it later. Only what builders
 * and providers need is public.
 */
@NullMarked
package dev.memoir.internal.engine;

import org.jspecify.annotations.NullMarked;
