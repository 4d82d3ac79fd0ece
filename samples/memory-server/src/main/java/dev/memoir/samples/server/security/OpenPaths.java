// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;

/** The paths that need no key: pages and their files, the description of the API, and health. */
final class OpenPaths {

    private static final Set<String> PAGES = Set.of("/", "/index.html", "/favicon.svg", "/favicon.ico");

    /** The files of the dashboard, of its own and in common with other pages. */
    private static final List<String> FILES = List.of("/dashboard/", "/shared/");

    private static final String DESCRIPTION = "/api/v1/openapi.json";
    private static final String HEALTH = "/actuator/health";

    private OpenPaths() {}

    static boolean isOpen(HttpServletRequest request) {
        if (!reads(request)) {
            return false;
        }
        String path = request.getRequestURI();
        return isPage(request) || path.equals(DESCRIPTION) || path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }

    static boolean isPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        return reads(request) && (PAGES.contains(path) || FILES.stream().anyMatch(path::startsWith));
    }

    private static boolean reads(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }
}
