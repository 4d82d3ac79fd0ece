package dev.memoir.spring;

import java.util.Map;
import java.util.Optional;

/** Where a memory tool knows from whose memory it is about. */
sealed interface ToolScope {

    /** Empty if nobody is named. */
    Optional<ToolTurn> in(Map<String, ?> toolContext);

    /** Said by the application beforehand. */
    record Bound(ToolTurn turn) implements ToolScope {
        @Override
        public Optional<ToolTurn> in(Map<String, ?> toolContext) {
            return Optional.of(turn);
        }
    }

    /** Said by the advisor of each turn, which binds it; else by the tool context. */
    record OfTurn(ScopeResolver scopes) implements ToolScope {
        @Override
        public Optional<ToolTurn> in(Map<String, ?> toolContext) {
            return scopes.resolve(toolContext).map(scope -> new ToolTurn(scope, TurnZone.of(toolContext)));
        }
    }
}
