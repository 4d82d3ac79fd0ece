// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves the scope of a request from its parameter {@code ?user=}. There is no default that users could share. */
final class UserScope implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Scope.class;
    }

    @Override
    public Scope resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String user = request.getParameter("user");
        if (user == null) {
            throw new InvalidInputException("The request has no user. Add ?user=ID.");
        }
        return Scope.user(user);
    }
}
