/**
 * Test support for applications that use a memory.
 *
 * <p>{@link dev.memoir.testing.MemoirExtension} provides a JUnit 5 test with its own memory, a {@link
 * dev.memoir.testing.TestClock} that only advances on request, and a language model that replays replies recorded in
 * readable files. Contracts of ledgers and indexes for new stores are in {@code dev.memoir.testing.contract}.
 *
 * <p>The module {@code memoir-test} depends on nothing besides Memoir and the JUnit 5 of the application.
 */
package dev.memoir.testing;
