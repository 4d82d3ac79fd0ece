// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.request;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads values of a request's body; a value of the wrong type is an error that names the field. */
public final class RequestValue {

    private RequestValue() {}

    /**
     * {@return an id; applications of mem0 also send numbers}
     *
     * @param name the name of the field
     * @param value the value
     */
    public static String id(String name, JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asString();
        }
        String id = text(name, value).strip();
        if (id.isEmpty()) {
            throw wrong(name, "is empty");
        }
        return id;
    }

    /**
     * {@return a text}
     *
     * @param name the name of the field
     * @param value the value
     */
    public static String text(String name, JsonNode value) {
        if (!value.isString()) {
            throw wrong(name, "must be a text");
        }
        return value.asString();
    }

    /**
     * {@return a text, number or boolean}
     *
     * @param name the name of the field
     * @param value the value
     */
    public static Object scalar(String name, JsonNode value) {
        if (value.isString()) {
            return value.asString();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asLong();
        }
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            if (Double.isFinite(number.doubleValue())) {
                return number.doubleValue();
            }
        }
        throw wrong(name, "must be a text, a number or a boolean");
    }

    /**
     * {@return texts, numbers or booleans}
     *
     * @param name the name of the field
     * @param value the value
     */
    public static List<Object> scalars(String name, JsonNode value) {
        if (!value.isArray()) {
            throw wrong(name, "must be a list");
        }
        List<Object> scalars = new ArrayList<>();
        for (JsonNode element : value) {
            scalars.add(scalar(name, element));
        }
        return scalars;
    }

    public static RuntimeException wrong(String name, String problem) {
        return RequestProblem.invalid("The field '" + RequestProblem.shown(name) + "' " + problem + ".");
    }
}
