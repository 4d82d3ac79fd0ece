/**
 * The embedder SPI: texts to vectors, and the scale of their cosines.
 *
 * <p>Implement {@link dev.memoir.embed.Embedder} to use a model; {@link dev.memoir.embed.ValidatingEmbedder} enforces
 * its contract and caches vectors. {@link dev.memoir.embed.SimilarityScale} converts the cosines of any model to those
 * that the ranking is fitted to, {@link dev.memoir.embed.SimilarityCalibrator} measures it. Vectors have length 1, and
 * an embedder's id names its vector space.
 */
@NullMarked
package dev.memoir.embed;

import org.jspecify.annotations.NullMarked;
