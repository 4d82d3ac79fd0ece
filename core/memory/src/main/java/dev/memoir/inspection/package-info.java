/**
 * Read-only inspection of a memory and its environment, for operators and monitoring.
 *
 * <p>{@link dev.memoir.LongTermMemoryBuilder#inspect} inspects what {@code open()} would open and returns an
 * {@link dev.memoir.inspection.InspectionReport} of {@link dev.memoir.inspection.CheckResult}s. Adapters contribute a
 * {@link dev.memoir.inspection.LedgerInspection} and an {@link dev.memoir.inspection.IndexInspection}. An inspection
 * writes nothing and throws nothing because of what it finds; results never quote stored text or credentials.
 */
@NullMarked
package dev.memoir.inspection;

import org.jspecify.annotations.NullMarked;
