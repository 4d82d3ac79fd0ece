package dev.memoir;

import java.time.Instant;

/**
 * A conversation whose next summary could not be made. Its turns are searchable, and its last summary stands; it is tried
 * again when more is said, or with {@link Learning#replay}.
 *
 * @param scope the scope of its turns
 * @param conversation its name
 * @param because what failed last
 * @param parkedAt since when nothing is tried
 */
public record ParkedSummary(Scope scope, String conversation, String because, Instant parkedAt) {}
