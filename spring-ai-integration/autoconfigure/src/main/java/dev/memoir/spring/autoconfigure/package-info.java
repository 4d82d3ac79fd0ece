/**
 * Spring Boot auto-configuration: one dependency and one property, and every {@code ChatClient} has a memory.
 * {@link dev.memoir.spring.autoconfigure.MemoirAutoConfiguration} opens the memory and attaches the advisor;
 * {@link dev.memoir.spring.autoconfigure.MemoirProperties} and
 * {@link dev.memoir.spring.autoconfigure.RetentionProperties} configure it. Every bean backs off if the application
 * defines its own, and failure analyzers state how to fix a failed start.
 */
@NullMarked
package dev.memoir.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
