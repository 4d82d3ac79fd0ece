/**
 * Reads what clients of mem0 send. {@link RequestFields} takes the fields of a body one by one, so that nothing that is
 * sent is silently ignored: an unknown field, a wrong type, and something that Memoir does not have are errors that
 * name the field ({@link RequestProblem}).
 */
@NullMarked
package dev.memoir.samples.server.mem0.request;

import org.jspecify.annotations.NullMarked;
