/** An index as flat metadata beside a text, for vector stores of other libraries that know no more than that. */
@NullMarked
package dev.memoir.index.flat;

import org.jspecify.annotations.NullMarked;
