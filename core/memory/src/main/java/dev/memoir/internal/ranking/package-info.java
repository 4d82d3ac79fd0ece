/**
 * Ranks the candidates of an index and estimates whether they answer the query.
 *
 * <p>{@link dev.memoir.internal.ranking.Ranker} scores candidates by a weighted sum of signals (the implementations of
 * {@code Signal}, weighed by {@link dev.memoir.internal.ranking.SignalWeights});
 * {@link dev.memoir.internal.ranking.RelevanceModel} gives the probability that the best of them answer the query.
 * Everything here is a pure function of its arguments: no I/O, no clock.
 */
@NullMarked
package dev.memoir.internal.ranking;

import org.jspecify.annotations.NullMarked;
