package dev.memoir.index.pgvector;

/** How well the words of a question match a document: BM25, as the embedded index has it, in SQL. */
final class Bm25Sql {

    /** Words of a question that count: so many say enough. */
    private static final int MOST_WORDS = 256;

    /**
     * BM25's saturation 1.2 and length 0.75, and below the score 5.6 that counts as certain: those of the embedded index,
     * where they are measured. How rare a word is, is counted over the whole index, whoever reads.
     */
    private static final String SATURATION = "1.2 * (0.25 + 0.75 * d.length / a.average)";

    /**
     * How often a word stands in a document, from its rank: of one word alone, with all weights 1, the rank is the sum of
     * 1/i^2 for i to n, over what that is for all i, pi^2/6. The sum is pi^2/6 - 1/(n + 0.5), but for a rest that rounding
     * takes away.
     */
    private static final String TIMES =
            "round(1 / (1.64493406685 * GREATEST(1 - ts_rank('{1,1,1,1}', d.words, a.query), 0.001)) - 0.5)";

    /** Of a document {@code d}, after {@link #ASKED}. */
    static final String OF_DOCUMENT = "COALESCE((SELECT SUM(a.weight * n.times / (n.times + " + SATURATION
            + ")) / 5.6 FROM asked AS a CROSS JOIN LATERAL (SELECT " + TIMES + " AS times) AS n), 0)";

    /** The words of a question that the index has, and how much each tells; takes the configuration and the words. */
    static final String ASKED = """
            WITH asked AS MATERIALIZED (
                SELECT CAST('''' || replace(replace(w.lexeme, '\\', '\\\\'), '''', '''''') || '''' AS TSQUERY) AS query,
                    ln(1 + (GREATEST(p.documents - k.documents, 0) + 0.5) / (k.documents + 0.5)) AS weight,
                    GREATEST(CAST(p.words AS DOUBLE PRECISION) / GREATEST(p.documents, 1), 1) AS average
                FROM (SELECT lexeme FROM unnest(to_tsvector(CAST(? AS REGCONFIG), ?)) ORDER BY positions[1] LIMIT %d) AS w
                    JOIN {t}_word AS k ON k.word = w.lexeme AND k.documents > 0
                    CROSS JOIN {t}_position AS p)
            """.formatted(MOST_WORDS);

    /** Any of them. */
    static final String ANY = "(SELECT CAST(string_agg(CAST(query AS TEXT), ' | ') AS TSQUERY) FROM asked)";

    private Bm25Sql() {}
}
