package dev.memoir.spring;

import dev.memoir.Scope;
import java.util.Map;
import java.util.Optional;

/** Where a memory tool knows from whose memory it is about. */
sealed interface ToolScope {

    /** Empty if nobody is named. */
    Optional<Scope> in(Map<String, ?> toolContext);

    /** Said by the application beforehand. */
    record Bound(Scope scope) implements ToolScope {
        @Override
        public Optional<Scope> in(Map<String, ?> toolContext) {
            return Optional.of(scope);
        }
    }

    /** Said by the advisor of each turn, which binds it; else by the tool context. */
    record OfTurn(ScopeResolver scopes) implements ToolScope {
        @Override
        public Optional<Scope> in(Map<String, ?> toolContext) {
            return scopes.resolve(toolContext);
        }
    }
}
