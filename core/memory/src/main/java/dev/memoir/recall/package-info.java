/** From candidates to a recollection: pure functions that score, fuse, pack and render. */
@NullMarked
package dev.memoir.recall;

import org.jspecify.annotations.NullMarked;
