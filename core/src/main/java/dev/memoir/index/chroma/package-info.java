/** A memory's index on a Chroma server (1.0 or later). */
@NullMarked
package dev.memoir.index.chroma;

import org.jspecify.annotations.NullMarked;
