/**
 * What the application's threads and the memory's threads share: interrupts and waiting.
 *
 * <p>{@link dev.memoir.internal.concurrent.InterruptGuard} keeps an interrupt of a calling thread from failing anything
 * but that call, and never swallows it.
 */
@NullMarked
package dev.memoir.internal.concurrent;

import org.jspecify.annotations.NullMarked;
