package dev.memoir.index.flat;

import java.util.Map;

/**
 * Something that a store found.
 *
 * @param id its id
 * @param metadata what was kept with it; the store may have changed the type of numbers
 * @param score how near it is, higher is nearer: the cosine, or (1 + cosine) / 2
 */
public record VectorHit(String id, Map<String, ?> metadata, double score) {}
