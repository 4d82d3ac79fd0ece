/** A second look at the best hits of a search: the SPI, and one by a language model. */
@NullMarked
package dev.memoir.rerank;

import org.jspecify.annotations.NullMarked;
