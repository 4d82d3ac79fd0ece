/** The extractor's SPI: facts from turns. */
@NullMarked
package dev.memoir.extract;

import org.jspecify.annotations.NullMarked;
