-- The scale of an embedder's cosines: the mean of unrelated texts and of related ones, by a version of the reference texts.
CREATE TABLE similarity_scale (
    embedder TEXT NOT NULL,
    reference INTEGER NOT NULL,
    unrelated REAL NOT NULL,
    related REAL NOT NULL,
    PRIMARY KEY (embedder, reference)
);
