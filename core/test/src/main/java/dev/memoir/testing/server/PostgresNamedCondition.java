// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.server;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips property tests that need PostgreSQL if no server is configured. */
public final class PostgresNamedCondition implements SkipExecutionHook {

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return UnnamedServer.reason(TestServer.POSTGRES, context.label())
                .map(SkipResult::skip)
                .orElseGet(SkipResult::doNotSkip);
    }
}
