/**
 * A chat in the browser that shows its memory, built on Spring AI's chat client and Memoir.
 *
 * <p>{@code Web} is the command line, {@code WebApplication} the Spring Boot application. {@code ChatEndpoint} and
 * {@code ChatService} stream answers, {@code MemoryEndpoint} shows and edits the memory, and {@code SameOriginFilter}
 * rejects requests of other sites, because there is no login.
 */
@NullMarked
package dev.memoir.samples.web;

import org.jspecify.annotations.NullMarked;
