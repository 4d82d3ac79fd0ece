/** The embedder's SPI: texts to vectors. */
@NullMarked
package dev.memoir.embed;

import org.jspecify.annotations.NullMarked;
