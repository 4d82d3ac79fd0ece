// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.embed.SimilarityScale;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of the similarity scales of embedders, by the version of the reference texts of the measurement. */
final class SimilarityScaleTable {

    private static final Upsert SCALE = Upsert.builder("similarity_scale")
            .parameters("embedder", "reference", "unrelated", "related")
            .key("embedder", "reference")
            .build();

    private SimilarityScaleTable() {}

    static Optional<SimilarityScale> find(Handle handle, String embedderId, int reference) {
        return handle.createQuery("SELECT unrelated, related FROM <p>similarity_scale AS similarity_scale"
                        + " WHERE embedder = :embedder AND reference = :reference")
                .bind("embedder", embedderId)
                .bind("reference", reference)
                .map((row, context) -> new SimilarityScale(row.getDouble("unrelated"), row.getDouble("related")))
                .findOne();
    }

    /** {@return the stored scale, which is the first one} */
    static SimilarityScale keep(Handle handle, String embedderId, int reference, SimilarityScale measured) {
        handle.createUpdate(LedgerSql.upsert(handle, SCALE))
                .bind("embedder", embedderId)
                .bind("reference", reference)
                .bind("unrelated", measured.unrelated())
                .bind("related", measured.related())
                .execute();
        return find(handle, embedderId, reference).orElse(measured);
    }
}
