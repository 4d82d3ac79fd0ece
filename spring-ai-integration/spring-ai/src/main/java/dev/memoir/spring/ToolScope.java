// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import java.util.Map;
import java.util.Optional;

/** The source of the scope of a memory tool. */
sealed interface ToolScope {

    /** Returns the turn of a call, or empty if there is no scope. */
    Optional<ToolTurn> in(Map<String, ?> toolContext);

    /** A scope that is fixed beforehand. */
    record Bound(ToolTurn turn) implements ToolScope {
        @Override
        public Optional<ToolTurn> in(Map<String, ?> toolContext) {
            return Optional.of(turn);
        }
    }

    /** A scope that the advisor binds in each turn; otherwise it is resolved from the tool context. */
    record OfTurn(ScopeResolver scopes) implements ToolScope {
        @Override
        public Optional<ToolTurn> in(Map<String, ?> toolContext) {
            return scopes.resolve(toolContext).map(scope -> new ToolTurn(scope, TurnZone.of(toolContext)));
        }
    }
}
