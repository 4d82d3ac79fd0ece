/** The hot paths under JMH: {@code ./memoir bench jmh}. */
@NullMarked
package dev.memoir.samples.bench.hot;

import org.jspecify.annotations.NullMarked;
