/**
 * Resolution of proposals against known memories.
 *
 * <p>{@link dev.memoir.internal.resolve.Resolver} turns the proposals of a batch into
 * {@link dev.memoir.internal.resolve.Revision revisions} of memories: it merges duplicates, supersedes changed facts
 * and retracts denied ones, in chains that are ordered by the time at which facts were said. Everything is pure: there
 * is no clock, no store and no model, and nothing known is lost.
 */
@NullMarked
package dev.memoir.internal.resolve;

import org.jspecify.annotations.NullMarked;
