/** The public API: open a {@link dev.memoir.LongTermMemory}, add turns to it, search it, forget. */
@NullMarked
package dev.memoir;

import org.jspecify.annotations.NullMarked;
