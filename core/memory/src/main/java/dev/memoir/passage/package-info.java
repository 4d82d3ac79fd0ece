/** Parts of long texts: where a text is split, and how long it is. */
@NullMarked
package dev.memoir.passage;

import org.jspecify.annotations.NullMarked;
