// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.error.RequestName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a request with a query parameter that its handler does not read. A mistyped restriction that is ignored would
 * list, or delete, more than was meant.
 */
@Component
public final class ParameterInterceptor implements HandlerInterceptor {

    /** The handlers of this application; others, such as the actuator's, read parameters in their own way. */
    private static final String APPLICATION = "dev.memoir.samples.server.";

    private final ConcurrentMap<Method, Set<String>> known = new ConcurrentHashMap<>();

    ParameterInterceptor() {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // Without a query string there is nothing to check, and a body must not be read as a form.
        if (request.getQueryString() != null
                && handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(APPLICATION)
                && !refusesAll(method)) {
            Set<String> names =
                    known.computeIfAbsent(method.getMethod(), any -> names(method.getBeanType(), method.getMethod()));
            for (String name : Collections.list(request.getParameterNames())) {
                if (!names.contains(name)) {
                    throw new ApiException(
                            HttpStatus.BAD_REQUEST, "The parameter '" + RequestName.shown(name) + "' is not known.");
                }
            }
        }
        return true;
    }

    /** A handler that neither reads nor returns anything says what the server does not have. */
    private static boolean refusesAll(HandlerMethod method) {
        return method.isVoid() && method.getMethodParameters().length == 0;
    }

    private static Set<String> names(Class<?> controller, Method method) {
        Set<String> names = new HashSet<>();
        for (Parameter parameter : method.getParameters()) {
            RequestParam single = AnnotatedElementUtils.findMergedAnnotation(parameter, RequestParam.class);
            if (single != null) {
                names.add(single.name().isEmpty() ? parameter.getName() : single.name());
            } else if (parameter.isAnnotationPresent(ModelAttribute.class)) {
                Stream.of(parameter.getType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(names::add);
            }
        }
        IgnoredParameters ignored = AnnotatedElementUtils.findMergedAnnotation(controller, IgnoredParameters.class);
        if (ignored != null) {
            names.addAll(List.of(ignored.value()));
        }
        return Set.copyOf(names);
    }
}
