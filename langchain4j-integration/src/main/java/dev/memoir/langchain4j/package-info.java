/** Memoir in LangChain4j: {@link dev.memoir.langchain4j.MemoirAiServices} recalls before a turn and captures after it. */
@NullMarked
package dev.memoir.langchain4j;

import org.jspecify.annotations.NullMarked;
