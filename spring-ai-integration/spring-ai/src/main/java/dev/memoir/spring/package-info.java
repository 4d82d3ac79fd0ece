/**
 * Long-term memory for Spring AI. {@link dev.memoir.spring.LongTermMemoryAdvisor} recalls before a turn and stores it
 * afterwards, {@link dev.memoir.spring.MemoirTools} lets the model search and write the memory itself, and a
 * {@link dev.memoir.spring.ScopeResolver} decides which scope a turn uses. The other types adapt Spring AI's models and
 * vector stores to Memoir. No failure of the memory fails a turn, and a turn without a scope has no memory.
 */
@NullMarked
package dev.memoir.spring;

import org.jspecify.annotations.NullMarked;
