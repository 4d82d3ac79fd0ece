/** A chat in the terminal that remembers: LangChain4j's AI services with Memoir attached. */
@NullMarked
package dev.memoir.samples.chat;

import org.jspecify.annotations.NullMarked;
