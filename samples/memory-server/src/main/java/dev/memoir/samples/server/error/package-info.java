/**
 * Failures of requests. An {@link ApiError} is what a caller learns: a status and a sentence without content, SQL,
 * paths, class names or ids of other tenants. {@link ApiExceptionHandler} makes it from exceptions; an
 * {@link ErrorFormat} renders it as the protocol of a path expects, by default as problem+json (RFC 9457).
 */
@NullMarked
package dev.memoir.samples.server.error;

import org.jspecify.annotations.NullMarked;
