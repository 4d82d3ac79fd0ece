// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.server;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests that need a server that is not configured. */
final class ServerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return findAnnotation(context.getElement(), NeedsServer.class)
                .map(needed -> evaluated(needed.value(), context))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs no server"));
    }

    private static ConditionEvaluationResult evaluated(TestServer server, ExtensionContext context) {
        return UnnamedServer.reason(server, context.getDisplayName())
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("the server is configured"));
    }
}
