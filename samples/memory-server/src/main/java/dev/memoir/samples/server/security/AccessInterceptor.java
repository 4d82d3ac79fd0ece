// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import dev.memoir.samples.server.key.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Compares the rights of the key with what a handler does, before the memory is asked. */
@Component
public final class AccessInterceptor implements HandlerInterceptor {

    AccessInterceptor() {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller) {
            if (has(method, AdminOnly.class)) {
                caller.requireAdmin();
            }
            boolean reads =
                    request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
            if (!reads && !has(method, ReadsOnly.class)) {
                caller.requireWrite();
            }
        }
        return true;
    }

    private static boolean has(HandlerMethod method, Class<? extends Annotation> annotation) {
        return method.hasMethodAnnotation(annotation) || method.getBeanType().isAnnotationPresent(annotation);
    }
}
