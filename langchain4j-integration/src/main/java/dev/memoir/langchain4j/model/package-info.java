/** LangChain4j's models as the models of a memory. */
@NullMarked
package dev.memoir.langchain4j.model;

import org.jspecify.annotations.NullMarked;
