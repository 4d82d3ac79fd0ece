// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.tools.ToolDescriptions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.util.JsonHelper;

/**
 * A memory tool. Not a method with {@code @Tool}: Spring AI fails the whole chat if such a method asks for the tool
 * context and the request has none, or if a model's arguments are not JSON. Thread-safe.
 */
final class MemoryTool implements ToolCallback {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryTool.class);

    private static final JsonHelper JSON = new JsonHelper();

    private final ToolDefinition definition;
    private final ToolScope scope;
    private final BiFunction<ToolTurn, Map<String, String>, String> action;

    MemoryTool(ToolDefinition definition, ToolScope scope, BiFunction<ToolTurn, Map<String, String>, String> action) {
        this.definition = definition;
        this.scope = scope;
        this.action = action;
    }

    /** Defines a tool; all parameters are strings and required. */
    static ToolDefinition definition(String name, String description, Map<String, String> parameters) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> names = List.copyOf(new TreeSet<>(parameters.keySet()));
        for (String parameter : names) {
            properties.put(parameter, Map.of("type", "string", "description", parameters.get(parameter)));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", names);
        schema.put("additionalProperties", false);
        return ToolDefinition.builder()
                .name(name)
                .description(description)
                .inputSchema(JSON.toJson(schema))
                .build();
    }

    /** Returns this tool bound to a turn, or this tool itself if it is already bound. */
    MemoryTool boundTo(ToolTurn turn) {
        return scope instanceof ToolScope.OfTurn ? new MemoryTool(definition, new ToolScope.Bound(turn), action) : this;
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return definition;
    }

    @Override
    public String call(String toolInput) {
        return call(toolInput, null);
    }

    @Override
    public String call(String toolInput, @Nullable ToolContext toolContext) {
        Optional<ToolTurn> turn = scope(toolContext == null ? Map.of() : toolContext.getContext());
        if (turn.isEmpty()) {
            return ToolDescriptions.NO_SCOPE;
        }
        return arguments(toolInput)
                .map(given -> action.apply(turn.get(), given))
                .orElse("The arguments are no JSON object. Call " + definition.name() + " again with one.");
    }

    private Optional<ToolTurn> scope(Map<String, ?> toolContext) {
        try {
            return scope.in(toolContext);
        } catch (RuntimeException e) {
            LOG.warn("The scope of a tool call cannot be resolved. The model was answered that there is no memory.", e);
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> arguments(@Nullable String toolInput) {
        Map<String, String> given = new HashMap<>();
        if (toolInput == null || toolInput.isBlank()) {
            return Optional.of(given);
        }
        try {
            // The model writes it; it may be a list or the word null.
            if (JSON.fromJson(toolInput, Object.class) instanceof Map<?, ?> object) {
                object.forEach((name, value) -> {
                    if (value != null) {
                        given.put(String.valueOf(name), String.valueOf(value));
                    }
                });
                return Optional.of(given);
            }
        } catch (RuntimeException e) {
            LOG.debug("A model called a memory tool with arguments that are not JSON.", e);
        }
        return Optional.empty();
    }
}
