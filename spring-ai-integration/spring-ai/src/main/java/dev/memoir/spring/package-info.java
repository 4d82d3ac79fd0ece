/** Memoir in Spring AI: {@link dev.memoir.spring.LongTermMemoryAdvisor} recalls before a turn and captures after it. */
@NullMarked
package dev.memoir.spring;

import org.jspecify.annotations.NullMarked;
