/**
 * Long-term memory for LangChain4j's AI services.
 *
 * <p>{@link dev.memoir.langchain4j.MemoirAttachment} attaches memory to a service: it recalls before a turn and stores
 * the turn afterwards. Its parts are also available separately: {@link dev.memoir.langchain4j.MemoirRetrievalAugmentor}
 * and {@link dev.memoir.langchain4j.MemoirContentRetriever} recall, {@link
 * dev.memoir.langchain4j.MemoirChatMemoryProvider} restores conversations, {@link dev.memoir.langchain4j.MemoirProfile}
 * adds a profile to the system message, and {@link dev.memoir.langchain4j.MemoirTools} are tools for the model.
 *
 * <p>A call without a {@link dev.memoir.Scope} has no memory, and a failing memory never fails a call.
 */
@NullMarked
package dev.memoir.langchain4j;

import org.jspecify.annotations.NullMarked;
