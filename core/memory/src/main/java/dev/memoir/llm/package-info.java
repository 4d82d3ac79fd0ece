/** The language model's SPI. */
@NullMarked
package dev.memoir.llm;

import org.jspecify.annotations.NullMarked;
