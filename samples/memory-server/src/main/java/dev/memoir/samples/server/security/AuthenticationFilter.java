// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import dev.memoir.samples.server.error.ApiError;
import dev.memoir.samples.server.error.ErrorResponses;
import dev.memoir.samples.server.key.ApiKey;
import dev.memoir.samples.server.key.ApiKeyRepository;
import dev.memoir.samples.server.key.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls, by the header {@code Authorization: Bearer KEY}, {@code Authorization: Token KEY} or
 * {@code X-API-Key: KEY}. As long as no key was ever created, everybody is {@link Caller#LOCAL}: the server then only
 * listens on loopback.
 */
@Component
@Order(FilterOrder.AUTHENTICATION)
final class AuthenticationFilter extends OncePerRequestFilter {

    private static final Pattern AUTHORIZATION = Pattern.compile("(?i:bearer|token) +(\\S{1,200}) *");

    private static final ApiError NO_KEY = new ApiError(
            HttpStatus.UNAUTHORIZED,
            "This needs a valid API key, in the header Authorization (Bearer or Token) or X-API-Key.",
            Map.of("WWW-Authenticate", "Bearer"));

    private final ApiKeyRepository keys;
    private final ErrorResponses errors;

    AuthenticationFilter(ApiKeyRepository keys, ErrorResponses errors) {
        this.keys = keys;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (OpenPaths.isOpen(request)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Caller> caller = caller(request);
        if (caller.isEmpty()) {
            errors.write(request, response, NO_KEY);
            return;
        }
        request.setAttribute(Caller.ATTRIBUTE, caller.get());
        if (request.getRequestURI().startsWith("/actuator/") && !caller.get().admin()) {
            errors.write(request, response, ApiError.of(HttpStatus.FORBIDDEN, "This needs an admin key."));
            return;
        }
        chain.doFilter(request, response);
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        if (!keys.exist()) {
            return Optional.of(Caller.LOCAL);
        }
        String secret = secret(request);
        return secret == null ? Optional.empty() : keys.authenticate(secret).map(ApiKey::caller);
    }

    private static @Nullable String secret(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            Matcher matcher = AUTHORIZATION.matcher(authorization);
            return matcher.matches() ? matcher.group(1) : null;
        }
        return request.getHeader("X-API-Key");
    }

    /** A request that is dispatched again, as after an error, keeps its caller. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return true;
    }
}
