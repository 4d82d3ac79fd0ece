// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.internal.learning.CallResult.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Calls a model about turns, and isolates those that it rejects by bisection, so that one turn does not block others.
 * For n turns with one rejected this costs about 2·log2(n) additional calls. Thread-safe.
 */
final class PromptFailureIsolation {

    private final CallPolicy policy;

    PromptFailureIsolation(CallPolicy policy) {
        this.policy = policy;
    }

    /** Decides whether to go on. Each method returns how long to wait before the rest, or empty to continue. */
    interface CallPolicy {

        /** Called before each model call. */
        Optional<Duration> beforeCall(PromptPart part);

        /** Called after each model call, and after something was parked; continuing after a failure gives it up. */
        Optional<Duration> afterCall(PromptPart part, CallResult result);
    }

    /** {@return how long to wait before the rest is processed, or empty if nothing is left} */
    Optional<Duration> run(PromptPart part) {
        Optional<Duration> wait = policy.beforeCall(part);
        if (wait.isPresent()) {
            return wait;
        }
        CallResult result = part.call();
        wait = policy.afterCall(part, result);
        if (wait.isPresent() || !(result instanceof Failure failure)) {
            return wait;
        }
        List<PromptPart> smaller = part.smaller(failure);
        if (smaller.isEmpty()) {
            return policy.afterCall(part, part.park(failure));
        }
        for (PromptPart next : smaller) {
            wait = run(next);
            if (wait.isPresent()) {
                return wait;
            }
        }
        return Optional.empty();
    }
}
