// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import dev.memoir.Filter;
import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code filters}: values that the metadata must have, by name; a list means any of its values. */
final class MetadataFilter {

    private MetadataFilter() {}

    static Filter of(@Nullable Map<String, Object> filters, Scope scope) {
        Map<String, Object> values = new HashMap<>(filters == null ? Map.of() : filters);
        ToolArguments.removeScope(values, scope);
        List<Filter> conditions = new ArrayList<>();
        values.forEach((name, value) -> {
            if (value instanceof List<?> any) {
                conditions.add(
                        new Filter.Or(any.stream().map(one -> equal(name, one)).toList()));
            } else {
                conditions.add(equal(name, value));
            }
        });
        return new Filter.And(conditions);
    }

    private static Filter equal(String name, @Nullable Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return Filter.eq(name, value);
        }
        throw new InvalidInputException("A filter has a name of the metadata and the value that it must have: a text, a"
                + " number, true or false, or a list of them. Operators are not supported.");
    }
}
