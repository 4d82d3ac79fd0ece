// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import dev.memoir.samples.server.ServerSettings;
import dev.memoir.samples.server.error.ApiError;
import dev.memoir.samples.server.error.ErrorResponses;
import dev.memoir.samples.server.key.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits the requests of each key. There are as many buckets as keys that were used since the start. */
@Component
@Order(FilterOrder.RATE)
final class RateLimitFilter extends OncePerRequestFilter {

    private final double rate;
    private final int burst;
    private final ErrorResponses errors;
    private final InstantSource clock;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    RateLimitFilter(ServerSettings settings, ErrorResponses errors, InstantSource clock) {
        this.rate = settings.rate();
        this.burst = Math.max(1, settings.burst());
        this.errors = errors;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (rate <= 0 || !(request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller)) {
            chain.doFilter(request, response);
            return;
        }
        TokenBucket.Taken taken = buckets.computeIfAbsent(
                        String.valueOf(caller.keyId()), id -> new TokenBucket(rate, burst, clock.millis()))
                .take(clock.millis());
        response.setIntHeader("X-RateLimit-Limit", burst);
        response.setIntHeader("X-RateLimit-Remaining", taken.remaining());
        response.setHeader("X-RateLimit-Reset", Long.toString(taken.fullInSeconds()));
        if (taken.granted()) {
            chain.doFilter(request, response);
            return;
        }
        errors.write(
                request,
                response,
                new ApiError(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "This key sends too many requests. Try again later.",
                        Map.of("Retry-After", Long.toString(taken.nextInSeconds()))));
    }
}
