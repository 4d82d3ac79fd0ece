// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests of other sites. There is no login, so that another page in the same browser must neither read nor
 * write: the API only accepts requests of its own pages, in JSON, under a host name that no other site can point here.
 */
@Component
class SameOriginFilter extends OncePerRequestFilter {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    /** Unlike a name, an address cannot be pointed elsewhere (DNS rebinding). */
    private static final Pattern ADDRESS = Pattern.compile("localhost|\\d+\\.\\d+\\.\\d+\\.\\d+|\\[[0-9A-Fa-f:.]+]");

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    /** The maximum size of a request. Characters take up to three bytes, or six if escaped in JSON. */
    private static final long LARGEST = 6L * ChatEndpoint.LONGEST + 100;

    /** A rejected request; the reason needs no JSON escaping. */
    private record Refusal(int status, String why) {}

    private final String host;

    SameOriginFilter(@Value("${server.address:127.0.0.1}") String host) {
        this.host = host;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean api = request.getRequestURI().startsWith("/api/");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (api) {
            response.setHeader("Cache-Control", "no-store");
        }
        Refusal refusal = refusal(request, api);
        if (refusal == null) {
            chain.doFilter(request, response);
        } else {
            refuse(response, refusal);
        }
    }

    private @Nullable Refusal refusal(HttpServletRequest request, boolean api) {
        String name = request.getServerName();
        if (!ADDRESS.matcher(name).matches() && !name.equalsIgnoreCase(host)) {
            return new Refusal(403, "This host name is not allowed. Use the address of the server.");
        }
        if (!api) {
            return null;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if ((site != null && !OWN.contains(site)) || (origin != null && !origin.equals(own(request)))) {
            return new Refusal(403, "Only pages of this server may call its API.");
        }
        if (READING.contains(request.getMethod()) || request.getMethod().equals("DELETE")) {
            return null;
        }
        if (!json(request.getContentType())) {
            return new Refusal(415, "Send JSON, as application/json.");
        }
        long length = request.getContentLengthLong();
        if (length < 0) {
            return new Refusal(411, "The header Content-Length is required.");
        }
        return length > LARGEST ? new Refusal(413, "The request is too large.") : null;
    }

    private static String own(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getHeader("Host");
    }

    private static boolean json(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON_VALUE);
    }

    private static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter().write("{\"status\":" + refusal.status() + ",\"detail\":\"" + refusal.why() + "\"}");
    }
}
