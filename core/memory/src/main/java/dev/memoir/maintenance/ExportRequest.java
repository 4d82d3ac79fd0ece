package dev.memoir.maintenance;

import dev.memoir.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What to export.
 *
 * @param scope only what it reads; null for everything of everybody
 * @param vectors whether embeddings are exported too: an import then needs no embedder, and the file is some ten times larger
 */
public record ExportRequest(@Nullable Scope scope, boolean vectors) {

    /** {@return a request for everything of everybody, without vectors} */
    public static ExportRequest everything() {
        return new ExportRequest(null, false);
    }

    /**
     * {@return a request for what a scope reads, without vectors}
     *
     * @param scope whose
     */
    public static ExportRequest of(Scope scope) {
        return new ExportRequest(scope, false);
    }

    /** {@return this, with vectors} */
    public ExportRequest withVectors() {
        return new ExportRequest(scope, true);
    }
}
