/** The times that a text names, as ranges: a tokenizer, a vocabulary and a small grammar with one idea a class. */
@NullMarked
package dev.memoir.recall.time;

import org.jspecify.annotations.NullMarked;
