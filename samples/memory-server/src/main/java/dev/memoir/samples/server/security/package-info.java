/**
 * What a request must pass before a controller sees it, in this order: {@link RequestIdFilter},
 * {@link RequestTargetFilter} (paths, host names, other sites), {@link BodyLimitFilter}, {@link AuthenticationFilter}
 * and {@link RateLimitFilter}; then {@link AccessInterceptor} compares the rights of the key with the annotations
 * {@link ReadsOnly} and {@link AdminOnly} of the handler. Everything is closed unless it is opened explicitly.
 */
@NullMarked
package dev.memoir.samples.server.security;

import org.jspecify.annotations.NullMarked;
