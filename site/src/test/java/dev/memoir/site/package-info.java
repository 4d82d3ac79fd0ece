// SPDX-License-Identifier: Apache-2.0
/**
 * Checks the documentation against the code.
 *
 * <p>{@link dev.memoir.site.DocumentedCodeTest} compiles every Java block, and runs those that ask for it. A block says
 * what it is by a comment in the line before, which readers do not see: {@code <!-- compiled with: TYPE NAME, …;
 * DECLARATIONS -->} what it uses without declaring it, {@code <!-- from: PATH -->} the source file that it is an excerpt
 * of, {@code <!-- runs -->} that the next text block is what it prints.
 */
@NullMarked
package dev.memoir.site;

import org.jspecify.annotations.NullMarked;
