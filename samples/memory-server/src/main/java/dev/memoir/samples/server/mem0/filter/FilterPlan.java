// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.filter;

import java.util.List;

/**
 * How a filter is evaluated: what is read, and the test of everything that was read.
 *
 * @param expression the whole filter
 * @param branches what to read; together they admit at least everything that fulfils the filter
 */
public record FilterPlan(FilterExpression expression, List<FilterBranch> branches) {

    /** Copies the branches. */
    public FilterPlan {
        branches = List.copyOf(branches);
    }
}
