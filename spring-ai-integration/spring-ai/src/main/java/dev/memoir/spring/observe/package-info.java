/**
 * Micrometer observations and meters of a memory. {@link dev.memoir.spring.observe.ObservedMemory} wraps a memory and
 * observes its searches and writes; conventions define the names and tags, and applications may replace them. Only
 * numbers and outcomes are reported, never any text of a conversation nor a user.
 */
@NullMarked
package dev.memoir.spring.observe;

import org.jspecify.annotations.NullMarked;
