// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the arguments of a call: what is not understood is an error that the model can correct. */
final class ToolArguments {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonSchemaValidator validator;

    ToolArguments(JsonSchemaValidator validator) {
        this.validator = validator;
    }

    /**
     * {@return the arguments of a tool}
     *
     * @param given what the client sent
     * @param type the type of the arguments
     * @param schema its schema
     * @param scope the scope of the connection
     * @throws InvalidInputException if an argument is missing, unknown or not valid, or names another scope
     */
    <A> A read(@Nullable Map<String, Object> given, Class<A> type, Map<String, Object> schema, Scope scope) {
        Map<String, Object> arguments = new LinkedHashMap<>(given == null ? Map.of() : given);
        removeScope(arguments, scope);
        arguments.values().removeIf(Objects::isNull);
        Map<?, ?> known = (Map<?, ?>) Objects.requireNonNullElse(schema.get("properties"), Map.of());
        for (String name : arguments.keySet()) {
            if (!known.containsKey(name)) {
                throw new InvalidInputException("There is no argument of this name"
                        + (name.matches("\\w{1,40}") ? ": " + name : "") + ". The tool has "
                        + (known.isEmpty() ? "none" : known.keySet()) + ".");
            }
        }
        ValidationResponse checked = validator.validate(schema, arguments);
        if (!checked.valid()) {
            throw new InvalidInputException("The arguments are not valid: " + reason(checked) + ".");
        }
        try {
            return JSON.convertValue(arguments, type);
        } catch (JacksonException e) {
            throw new InvalidInputException("The arguments are not valid. See the schema of the tool.");
        }
    }

    /** Removes the ids that clients of mem0 send. They may repeat whose memory this is, but not choose it. */
    static void removeScope(Map<String, Object> arguments, Scope scope) {
        same("user_id", arguments.remove("user_id"), scope.userId());
        same("agent_id", arguments.remove("agent_id"), scope.agentId());
        same("run_id", arguments.remove("run_id"), scope.runId());
    }

    private static String reason(ValidationResponse checked) {
        String message = String.valueOf(checked.errorMessage());
        int list = message.indexOf('[');
        return list < 0
                ? "see the schema of the tool"
                : message.substring(list + 1).replaceFirst("]$", "");
    }

    private static void same(String name, @Nullable Object given, @Nullable String bound) {
        if (given != null && !given.equals(bound)) {
            throw new InvalidInputException(
                    "This connection is bound to another " + name.replace("_id", "") + ". Leave out " + name + ".");
        }
    }
}
