// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.filter;

import dev.memoir.Filter;
import dev.memoir.maintenance.ScopePart;
import dev.memoir.samples.server.mem0.filter.FilterExpression.All;
import dev.memoir.samples.server.mem0.filter.FilterExpression.IdCondition;
import dev.memoir.samples.server.mem0.filter.FilterExpression.KeywordCondition;
import dev.memoir.samples.server.mem0.filter.FilterExpression.MetadataCondition;
import dev.memoir.samples.server.mem0.filter.FilterExpression.Not;
import dev.memoir.samples.server.mem0.filter.FilterExpression.TimeCondition;
import dev.memoir.samples.server.mem0.request.MemoryTimes;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import dev.memoir.samples.server.mem0.request.RequestValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the condition of one field: a value, {@code *}, or operators with their values. */
final class FilterField {

    private static final String ANY = "*";

    private static final List<String> TIME_OPERATORS = List.of("eq", "ne", "gt", "gte", "lt", "lte");

    private FilterField() {}

    static FilterExpression id(ScopePart part, String name, JsonNode value) {
        return operators(name, value, (operator, operand) -> switch (operator) {
            case "eq" -> new IdCondition(part, ids(name, operand));
            case "ne" -> new Not(new IdCondition(part, ids(name, operand)));
            case "in" -> new IdCondition(part, idList(name, operand));
            case "nin" -> new Not(new IdCondition(part, idList(name, operand)));
            default -> throw unsupported(name, operator, "eq, ne, in, nin");
        });
    }

    static FilterExpression metadata(String key, String name, JsonNode value) {
        return operators(name, value, (operator, operand) -> switch (operator) {
            case "eq" ->
                operand.isString() && operand.asString().equals(ANY)
                        ? new MetadataCondition(Filter.exists(key))
                        : new MetadataCondition(Filter.eq(key, RequestValue.scalar(name, operand)));
            case "ne" -> new MetadataCondition(Filter.ne(key, RequestValue.scalar(name, operand)));
            case "in" -> new MetadataCondition(Filter.in(key, RequestValue.scalars(name, operand)));
            case "nin" -> new MetadataCondition(Filter.nin(key, RequestValue.scalars(name, operand)));
            case "gt" -> new MetadataCondition(Filter.gt(key, RequestValue.scalar(name, operand)));
            case "gte" -> new MetadataCondition(Filter.gte(key, RequestValue.scalar(name, operand)));
            case "lt" -> new MetadataCondition(Filter.lt(key, RequestValue.scalar(name, operand)));
            case "lte" -> new MetadataCondition(Filter.lte(key, RequestValue.scalar(name, operand)));
            case "contains" -> new MetadataCondition(Filter.contains(key, RequestValue.text(name, operand)));
            case "icontains" -> new MetadataCondition(Filter.icontains(key, RequestValue.text(name, operand)));
            default -> throw unsupported(name, operator, "eq, ne, in, nin, gt, gte, lt, lte, contains, icontains");
        });
    }

    /** A bare date stands for the whole day in UTC. */
    static FilterExpression time(boolean updated, String name, JsonNode value) {
        return operators(name, value, (operator, operand) -> {
            if (operator.equals("eq")
                    && operand.isString()
                    && operand.asString().equals(ANY)) {
                return new TimeCondition(updated, null, null);
            }
            if (!TIME_OPERATORS.contains(operator)) {
                throw unsupported(name, operator, String.join(", ", TIME_OPERATORS));
            }
            Instant from = MemoryTimes.start(name, operand);
            Instant to = MemoryTimes.end(name, operand);
            return switch (operator) {
                case "eq" -> new TimeCondition(updated, from, to);
                case "ne" -> new Not(new TimeCondition(updated, from, to));
                case "gt" -> new TimeCondition(updated, to, null);
                case "gte" -> new TimeCondition(updated, from, null);
                case "lt" -> new TimeCondition(updated, null, from);
                case "lte" -> new TimeCondition(updated, null, to);
                default -> throw new IllegalStateException("An operator of times is not handled: " + operator);
            };
        });
    }

    static FilterExpression keywords(JsonNode value) {
        return operators("keywords", value, (operator, operand) -> switch (operator) {
            case "contains" -> new KeywordCondition(RequestValue.text("keywords", operand), false);
            case "icontains" -> new KeywordCondition(RequestValue.text("keywords", operand), true);
            default -> throw unsupported("keywords", operator, "contains, icontains");
        });
    }

    private static FilterExpression operators(
            String name, JsonNode value, BiFunction<String, JsonNode, FilterExpression> condition) {
        if (value.isNull()) {
            throw RequestProblem.invalid(shown(name) + " has no value. Leave it out, or use NOT with \"*\".");
        }
        if (value.isArray()) {
            return condition.apply("in", value);
        }
        if (!value.isObject()) {
            return condition.apply("eq", value);
        }
        if (value.isEmpty()) {
            throw RequestProblem.invalid(shown(name) + " has no operator, such as {\"in\": […]}.");
        }
        List<FilterExpression> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            parts.add(condition.apply(entry.getKey(), entry.getValue()));
        }
        return parts.size() == 1 ? parts.get(0) : new All(parts);
    }

    /** Returns null for any id. */
    private static @Nullable Set<String> ids(String name, JsonNode operand) {
        String id = RequestValue.id(name, operand);
        return id.equals(ANY) ? null : Set.of(id);
    }

    private static @Nullable Set<String> idList(String name, JsonNode operand) {
        if (!operand.isArray()) {
            throw RequestProblem.invalid(shown(name) + ": in and nin need a list of ids.");
        }
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode id : operand) {
            ids.add(RequestValue.id(name, id));
        }
        return ids.contains(ANY) ? null : ids;
    }

    private static RuntimeException unsupported(String name, String operator, String known) {
        return RequestProblem.invalid(shown(name) + " does not support the operator " + RequestProblem.shown(operator)
                + ". It supports: " + known + ".");
    }

    private static String shown(String name) {
        return "filters." + RequestProblem.shown(name);
    }
}
