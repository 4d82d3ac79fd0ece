/**
 * A chat in the terminal with long-term memory, built on LangChain4j's AI services and Memoir.
 *
 * <p>{@code Chat} is the entry point, {@code Conversation} its loop, {@code Commands} the slash commands. Without a
 * configured model ({@code ChosenModel}) replies quote the recalled memory.
 *
 * <p>Answers go to standard output and everything else to standard error, so that the chat can be scripted.
 */
@NullMarked
package dev.memoir.samples.chat;

import org.jspecify.annotations.NullMarked;
