/**
 * Implements the inspection of a memory. Not part of the API.
 *
 * <p>{@link dev.memoir.internal.inspection.MemoryInspector} runs all checks of an
 * {@link dev.memoir.internal.inspection.InspectionTarget} in order: those of the environment and the directory are here;
 * the adapters check their own ledgers and indexes; {@link dev.memoir.internal.inspection.LedgerChecks} and
 * {@link dev.memoir.internal.inspection.IndexChecks} judge what they found.
 */
@NullMarked
package dev.memoir.internal.inspection;

import org.jspecify.annotations.NullMarked;
