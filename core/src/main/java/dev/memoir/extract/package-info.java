/**
 * Facts from turns: the extractor's SPI, the extractor that asks a language model, and the gates that its proposals pass
 * before anything is stored.
 */
@NullMarked
package dev.memoir.extract;

import org.jspecify.annotations.NullMarked;
