// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.filter;

import dev.memoir.Filter;
import dev.memoir.Scope;

/**
 * An alternative of a filter.
 *
 * @param scope the scope to read
 * @param filter what the store evaluates
 * @param exact whether everything that the scope and the filter admit fulfils the alternative
 */
public record FilterBranch(Scope scope, Filter filter, boolean exact) {}
