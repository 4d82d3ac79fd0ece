// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.inspection;

import dev.memoir.embed.Embedder;
import dev.memoir.inspection.IndexInspection;
import dev.memoir.inspection.LedgerInspection;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is inspected.
 *
 * @param directory the directory of the ledger or the index, or null if both are elsewhere
 * @param locked tells whether another memory has the directory open
 * @param ledgerInDirectory whether the directory contains the ledger, and not only the index
 * @param embedder loads the embedder
 * @param closesEmbedder whether the embedder was loaded for the inspection and is closed after it
 * @param ledger inspects the ledger
 * @param index inspects the index, given the dimension of the embedder's vectors; null if there is none to inspect
 * @param dailyTokens the daily token budget of a scope
 */
public record InspectionTarget(
        @Nullable Path directory,
        BooleanSupplier locked,
        boolean ledgerInDirectory,
        Supplier<Embedder> embedder,
        boolean closesEmbedder,
        Supplier<LedgerInspection> ledger,
        @Nullable Function<OptionalInt, IndexInspection> index,
        long dailyTokens) {}
