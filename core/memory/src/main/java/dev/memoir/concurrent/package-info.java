/** What the threads of applications and those of the memory have in common: interrupts, and waiting. */
@NullMarked
package dev.memoir.concurrent;

import org.jspecify.annotations.NullMarked;
