/** What a native image must be told of Memoir. */
@NullMarked
package dev.memoir.spring.aot;

import org.jspecify.annotations.NullMarked;
