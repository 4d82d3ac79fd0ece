/**
 * For tests of what is built on a memory: {@link dev.memoir.testing.MemoirExtension} gives a JUnit 5 test a memory of its own,
 * a clock that stands still, and a language model that answers with replies recorded in readable files. In the module
 * {@code memoir-test}; it needs nothing but the JUnit 5 of whoever uses it.
 */
package dev.memoir.testing;
