// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.filter;

import dev.memoir.samples.server.mem0.filter.FilterExpression.All;
import dev.memoir.samples.server.mem0.filter.FilterExpression.Any;
import dev.memoir.samples.server.mem0.filter.FilterExpression.Leaf;
import dev.memoir.samples.server.mem0.filter.FilterExpression.Not;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import java.util.ArrayList;
import java.util.List;

/** The disjunctive normal form of a filter. */
final class Conjunctions {

    /** A disjunction in each of several parts multiplies; each alternative is a search of its own. */
    private static final int MAX_ALTERNATIVES = 64;

    private Conjunctions() {}

    /**
     * A condition or its negation.
     *
     * @param leaf the condition
     * @param positive whether it must hold
     */
    record Literal(Leaf leaf, boolean positive) {}

    /** {@return alternatives, each a list of literals that must all hold} */
    static List<List<Literal>> of(FilterExpression expression) {
        return of(expression, true);
    }

    private static List<List<Literal>> of(FilterExpression expression, boolean positive) {
        if (expression instanceof Not not) {
            return of(not.part(), !positive);
        }
        if (expression instanceof All all) {
            return positive ? product(all.parts(), true) : sum(all.parts(), false);
        }
        if (expression instanceof Any any) {
            return positive ? sum(any.parts(), true) : product(any.parts(), false);
        }
        return List.of(List.of(new Literal((Leaf) expression, positive)));
    }

    private static List<List<Literal>> sum(List<FilterExpression> parts, boolean positive) {
        List<List<Literal>> sum = new ArrayList<>();
        for (FilterExpression part : parts) {
            sum.addAll(of(part, positive));
            check(sum.size());
        }
        return sum;
    }

    private static List<List<Literal>> product(List<FilterExpression> parts, boolean positive) {
        List<List<Literal>> product = List.of(List.of());
        for (FilterExpression part : parts) {
            List<List<Literal>> factors = of(part, positive);
            check(product.size() * factors.size());
            List<List<Literal>> next = new ArrayList<>();
            for (List<Literal> left : product) {
                for (List<Literal> right : factors) {
                    List<Literal> both = new ArrayList<>(left);
                    both.addAll(right);
                    next.add(both);
                }
            }
            product = next;
        }
        return product;
    }

    private static void check(int alternatives) {
        if (alternatives > MAX_ALTERNATIVES) {
            throw RequestProblem.invalid(
                    "filters have more than " + MAX_ALTERNATIVES + " alternatives. Use fewer OR, or in with a list.");
        }
    }
}
