// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.request;

import dev.memoir.Metadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a request's body. Whoever reads a field takes it; {@link #done} rejects what nobody took. A field
 * that is {@code null} counts as left out, unless it is asked for with {@link #has}. Not thread-safe.
 */
public final class RequestFields {

    /** The beginning of keys of metadata that this protocol keeps for itself. */
    public static final String RESERVED = "mem0.";

    /** Says which client sends the request. */
    public static final String SOURCE = "source";

    /** The shape of the answer, in earlier versions of the protocol. */
    public static final String OUTPUT_FORMAT = "output_format";

    /** A version of the protocol. */
    public static final String VERSION = "version";

    /** A version of the protocol. */
    public static final String API_VERSION = "api_version";

    /** The organisation; the key decides it. */
    public static final String ORGANISATION = "org_id";

    /** The project; the key decides it. */
    public static final String PROJECT = "project_id";

    /** Whether the answer waits for the extraction, in earlier versions of the protocol. */
    public static final String ASYNC_MODE = "async_mode";

    /** What clients may send with every request, although it changes nothing here. */
    private static final Set<String> IGNORED =
            Set.of(SOURCE, OUTPUT_FORMAT, VERSION, API_VERSION, ORGANISATION, PROJECT, ASYNC_MODE);

    private final JsonNode body;
    private final Set<String> taken = new HashSet<>(IGNORED);

    private RequestFields(JsonNode body) {
        this.body = body;
    }

    /**
     * {@return the fields of a body}
     *
     * @param body the body
     */
    public static RequestFields of(JsonNode body) {
        if (!body.isObject()) {
            throw RequestProblem.invalid("The body must be a JSON object.");
        }
        return new RequestFields(body);
    }

    /**
     * {@return whether a field is present, even if it is null}
     *
     * @param name the name
     */
    public boolean has(String name) {
        taken.add(name);
        return body.has(name);
    }

    /**
     * {@return the value of a field; null if it is missing or null}
     *
     * @param name the name
     */
    public @Nullable JsonNode get(String name) {
        taken.add(name);
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /**
     * {@return a text, or null}
     *
     * @param name the name
     */
    public @Nullable String text(String name) {
        JsonNode value = get(name);
        return value == null ? null : RequestValue.text(name, value);
    }

    /**
     * {@return a text}
     *
     * @param name the name
     */
    public String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw RequestValue.wrong(name, "is required");
        }
        return text;
    }

    /**
     * {@return an id, or null}
     *
     * @param name the name
     */
    public @Nullable String id(String name) {
        JsonNode value = get(name);
        return value == null ? null : RequestValue.id(name, value);
    }

    /**
     * {@return a boolean, or null}
     *
     * @param name the name
     */
    public @Nullable Boolean flag(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isBoolean()) {
            throw RequestValue.wrong(name, "must be true or false");
        }
        return value == null ? null : value.asBoolean();
    }

    /**
     * {@return a boolean}
     *
     * @param name the name
     * @param otherwise the value if it is missing
     */
    public boolean flag(String name, boolean otherwise) {
        Boolean flag = flag(name);
        return flag == null ? otherwise : flag;
    }

    /**
     * {@return an integer, or null}
     *
     * @param name the name
     * @param from the least value
     * @param to the greatest value
     */
    public @Nullable Integer integer(String name, int from, int to) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < from || value.asInt() > to) {
            throw RequestValue.wrong(name, "must be an integer between " + from + " and " + to);
        }
        return value.asInt();
    }

    /**
     * {@return a number between 0 and 1, or null}
     *
     * @param name the name
     */
    public @Nullable Double fraction(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
            throw RequestValue.wrong(name, "must be a number between 0 and 1");
        }
        return value.doubleValue();
    }

    /**
     * {@return a list of texts, or null}
     *
     * @param name the name
     */
    public @Nullable List<String> texts(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw RequestValue.wrong(name, "must be a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            texts.add(RequestValue.text(name, element));
        }
        return texts;
    }

    /**
     * {@return an object, or null}
     *
     * @param name the name
     */
    public @Nullable JsonNode object(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isObject()) {
            throw RequestValue.wrong(name, "must be an object");
        }
        return value;
    }

    /**
     * {@return an array, or null}
     *
     * @param name the name
     */
    public @Nullable JsonNode array(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isArray()) {
            throw RequestValue.wrong(name, "must be a list");
        }
        return value;
    }

    /** {@return the field {@code metadata}, or null} */
    public @Nullable Metadata metadata() {
        JsonNode value = object("metadata");
        if (value == null) {
            return null;
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String name = "metadata." + entry.getKey();
            if (entry.getKey().startsWith(RESERVED)) {
                throw RequestValue.wrong(name, "begins with \"" + RESERVED + "\", which is reserved");
            }
            if (!entry.getValue().isNull()) {
                entries.put(
                        entry.getKey(),
                        entry.getValue().isArray()
                                ? RequestValue.scalars(name, entry.getValue())
                                : RequestValue.scalar(name, entry.getValue()));
            }
        }
        return Metadata.from(entries);
    }

    /**
     * Rejects a field with something that Memoir does not have. Null, false and empty values ask for nothing.
     *
     * @param name the name
     * @param advice what to do instead
     */
    public void unsupported(String name, String advice) {
        JsonNode value = get(name);
        boolean nothing = value == null
                || (value.isBoolean() && !value.asBoolean())
                || (value.isContainer() && value.isEmpty())
                || (value.isString() && value.asString().isBlank());
        if (!nothing) {
            throw RequestProblem.unsupported(name, advice);
        }
    }

    /**
     * Takes fields that change nothing here, beside those that every request may have.
     *
     * @param names the names
     */
    public void harmless(Collection<String> names) {
        taken.addAll(names);
    }

    /** Rejects fields that were not taken. */
    public void done() {
        for (Map.Entry<String, JsonNode> entry : body.properties()) {
            if (!taken.contains(entry.getKey())) {
                throw RequestProblem.invalid("The field '" + RequestProblem.shown(entry.getKey()) + "' is not known.");
            }
        }
    }
}
