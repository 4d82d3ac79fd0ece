package dev.memoir.server;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips, with a line that a reader of the build's output sees: the runner prints no reasons. */
final class ServerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return findAnnotation(context.getElement(), NeedsServer.class)
                .map(needed -> evaluated(needed.value(), context))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs no server"));
    }

    private static ConditionEvaluationResult evaluated(TestServer server, ExtensionContext context) {
        if (server.named().isPresent()) {
            return ConditionEvaluationResult.enabled(server.variable() + " names a server");
        }
        String reason = context.getDisplayName() + " is skipped: " + server.variable()
                + " names no server. To run it: eval \"$(.ci/servers start)\" && ./mvnw verify";
        System.out.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
