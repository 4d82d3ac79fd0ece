// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import dev.memoir.samples.server.ServerSettings;
import dev.memoir.samples.server.error.ApiError;
import dev.memoir.samples.server.error.ErrorResponses;
import dev.memoir.samples.server.key.ApiKeyRepository;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects ambiguous paths, foreign host names and requests of other sites' pages. Without keys there is no login, so
 * that a page of another site in the same browser must neither read nor write, also not under a host name that was made
 * to point here (DNS rebinding).
 */
@Component
@Order(FilterOrder.TARGET)
final class RequestTargetFilter extends OncePerRequestFilter {

    /** Unlike a name, an address cannot be pointed elsewhere. */
    private static final Pattern ADDRESS = Pattern.compile("localhost|\\d+\\.\\d+\\.\\d+\\.\\d+|\\[[0-9A-Fa-f:.]+]");

    /** Filters and controllers must not understand a path differently. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("//|;|\\\\|/\\.{1,2}(/|$)|%(2[fF]|5[cC]|00|3[bB]|2[eE](/|%2[eE]|$))");

    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final ServerSettings settings;
    private final ApiKeyRepository keys;
    private final ErrorResponses errors;
    private final Set<String> hosts = new HashSet<>();

    RequestTargetFilter(ServerSettings settings, ApiKeyRepository keys, ErrorResponses errors) {
        this.settings = settings;
        this.keys = keys;
        this.errors = errors;
        hosts.add(settings.host().toLowerCase(Locale.ROOT));
        settings.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ApiError refusal = refusal(request);
        if (refusal == null) {
            chain.doFilter(request, response);
        } else {
            errors.write(request, response, refusal);
        }
    }

    private @Nullable ApiError refusal(HttpServletRequest request) {
        if (AMBIGUOUS.matcher(request.getRequestURI()).find()) {
            return ApiError.of(HttpStatus.BAD_REQUEST, "The path is ambiguous. Encode the parts of a path once.");
        }
        String name = request.getServerName().toLowerCase(Locale.ROOT);
        if (!ADDRESS.matcher(name).matches() && !hosts.contains(name) && !keys.exist()) {
            return ApiError.of(HttpStatus.FORBIDDEN, "This host name is not allowed. Use the address of the server.");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && settings.corsOrigins().contains(origin)) {
            return null;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean navigation = "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && request.getMethod().equals("GET")
                && OpenPaths.isPage(request);
        if ((site != null && !OWN.contains(site) && !navigation) || (origin != null && !origin.equals(own(request)))) {
            return ApiError.of(HttpStatus.FORBIDDEN, "Only pages of this server may call it from a browser.");
        }
        return null;
    }

    private static String own(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getHeader("Host");
    }
}
