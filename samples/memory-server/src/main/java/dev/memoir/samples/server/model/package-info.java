/** The language model that extracts facts, as the environment configures it: {@link ConfiguredModel}. */
@NullMarked
package dev.memoir.samples.server.model;

import org.jspecify.annotations.NullMarked;
