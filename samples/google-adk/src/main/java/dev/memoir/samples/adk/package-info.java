/**
 * Long-term memory for agents of Google's Agent Development Kit (ADK): sources to copy.
 *
 * <p>{@link dev.memoir.samples.adk.LongTermMemoryPlugin} recalls before and captures during each invocation of a
 * runner; {@link dev.memoir.samples.adk.LongTermMemoryService} is ADK's memory service, for its tools and for sessions
 * that are added as a whole. Both write a session's events under the same keys, so that they can be used together.
 */
@NullMarked
package dev.memoir.samples.adk;

import org.jspecify.annotations.NullMarked;
