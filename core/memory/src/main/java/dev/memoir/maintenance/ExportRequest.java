package dev.memoir.maintenance;

import dev.memoir.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A request for an export.
 *
 * @param scope the scope to export, or null for everything of all users
 * @param vectors whether to export embeddings too: an import then needs no embedder, and the file is some ten times
 *     larger
 */
public record ExportRequest(@Nullable Scope scope, boolean vectors) {

    /** {@return a request for everything of all users, without vectors} */
    public static ExportRequest everything() {
        return new ExportRequest(null, false);
    }

    /**
     * {@return a request for what a scope reads, without vectors}
     *
     * @param scope the scope to export
     */
    public static ExportRequest of(Scope scope) {
        return new ExportRequest(scope, false);
    }

    /** {@return a copy of this request with vectors} */
    public ExportRequest withVectors() {
        return new ExportRequest(scope, true);
    }
}
