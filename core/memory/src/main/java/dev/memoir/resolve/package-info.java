/**
 * Resolution of proposals against known memories, and of names to entities.
 *
 * <p>{@link dev.memoir.resolve.Resolver} turns the proposals of a batch into
 * {@link dev.memoir.resolve.Revision revisions} of memories: it merges duplicates, supersedes changed facts and
 * retracts denied ones, in chains that are ordered by the time at which facts were said.
 * {@link dev.memoir.resolve.EntityClusters} decides which names denote the same entity. Everything is pure: there is no
 * clock, no store and no model, and nothing known is lost.
 */
@NullMarked
package dev.memoir.resolve;

import org.jspecify.annotations.NullMarked;
