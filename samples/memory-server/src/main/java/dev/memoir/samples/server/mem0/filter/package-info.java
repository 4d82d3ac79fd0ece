/**
 * The filters of mem0's protocol. {@link FilterParser} reads the JSON into a {@link FilterExpression}, which can be
 * evaluated on a memory; {@link FilterCompiler} finds out which scopes it reads and what of it every store evaluates
 * itself: a {@link FilterPlan} of branches, each a scope and a filter on metadata. What a branch reads is tested
 * again with the whole expression. Each alternative must name a user, an agent or a run; {@code *} is expanded to
 * those that exist and that the caller may read, and never becomes an id.
 */
@NullMarked
package dev.memoir.samples.server.mem0.filter;

import org.jspecify.annotations.NullMarked;
