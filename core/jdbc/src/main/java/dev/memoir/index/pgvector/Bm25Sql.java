// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

/** BM25 in SQL: how well the words of a query match a document, as in the embedded index. */
final class Bm25Sql {

    /** The maximum number of query words that count; more add nothing. */
    private static final int MAX_WORDS = 256;

    /**
     * BM25's parameters: saturation 1.2, length normalisation 0.75, and below the score 5.6 that counts as certain.
     * They are those of the embedded index, where they were measured. The rarity of a word is counted over the whole
     * index, whatever the scope of the query.
     */
    private static final String SATURATION = "1.2 * (0.25 + 0.75 * d.length / a.average)";

    /**
     * How often a word occurs in a document, derived from its rank. For a single word, with all weights 1, the rank is
     * the sum of 1/i^2 for i to n, over that sum for all i, which is pi^2/6. The sum is pi^2/6 - 1/(n + 0.5), except
     * for a remainder that rounding removes.
     */
    private static final String OCCURRENCES =
            "round(1 / (1.64493406685 * GREATEST(1 - ts_rank('{1,1,1,1}', d.words, a.query), 0.001)) - 0.5)";

    /** The score of a document {@code d}; used after {@link #QUERY_WORDS}. */
    static final String OF_DOCUMENT = "COALESCE((SELECT SUM(a.weight * n.times / (n.times + " + SATURATION
            + ")) / 5.6 FROM asked AS a CROSS JOIN LATERAL (SELECT " + OCCURRENCES + " AS times) AS n), 0)";

    /** The words of a query that the index contains, and their weights; takes the configuration and the words. */
    static final String QUERY_WORDS = """
            WITH asked AS MATERIALIZED (
                SELECT CAST('''' || replace(replace(w.lexeme, '\\', '\\\\'), '''', '''''') || '''' AS TSQUERY) AS query,
                    ln(1 + (GREATEST(p.documents - k.documents, 0) + 0.5) / (k.documents + 0.5)) AS weight,
                    GREATEST(CAST(p.words AS DOUBLE PRECISION) / GREATEST(p.documents, 1), 1) AS average
                FROM (SELECT lexeme FROM unnest(to_tsvector(CAST(? AS REGCONFIG), ?))
                    ORDER BY positions[1] LIMIT %d) AS w
                    JOIN {t}_word AS k ON k.word = w.lexeme AND k.documents > 0
                    CROSS JOIN {t}_position AS p)
            """.formatted(MAX_WORDS);

    /** Any of the words. */
    static final String ANY = "(SELECT CAST(string_agg(CAST(query AS TEXT), ' | ') AS TSQUERY) FROM asked)";

    private Bm25Sql() {}
}
