/** Measures recall and speed. */
@NullMarked
package dev.memoir.samples.bench;

import org.jspecify.annotations.NullMarked;
