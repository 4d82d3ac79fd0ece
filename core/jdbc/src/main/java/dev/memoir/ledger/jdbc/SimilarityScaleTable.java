package dev.memoir.ledger.jdbc;

import dev.memoir.embed.SimilarityScale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of the similarity scales of embedders, by the version of the reference texts of the measurement. */
final class SimilarityScaleTable {

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
        handle.createUpdate("""
                        INSERT INTO <p>similarity_scale AS similarity_scale (embedder, reference, unrelated, related)
                        VALUES (:embedder, :reference, :unrelated, :related)
                        ON CONFLICT (embedder, reference) DO NOTHING
                        """)
                .bind("embedder", embedderId)
                .bind("reference", reference)
                .bind("unrelated", measured.unrelated())
                .bind("related", measured.related())
                .execute();
        return find(handle, embedderId, reference).orElse(measured);
    }
}
