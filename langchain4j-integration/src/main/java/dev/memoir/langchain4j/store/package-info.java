/** LangChain4j's embedding stores as a memory's index. */
@NullMarked
package dev.memoir.langchain4j.store;

import org.jspecify.annotations.NullMarked;
