// SPDX-License-Identifier: Apache-2.0
package dev.memoir.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The Spring Boot properties of the published modules, as their configuration metadata describes them. */
final class SpringProperties {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private static final String HEADER = """
            # Spring Boot properties

            All properties of `memoir-spring-boot-autoconfigure`, with their types and defaults. A test generates this page \
            from the configuration metadata that editors read, and fails if it is out of date. What they do together: \
            [Spring AI and Spring Boot](spring-ai.md).

            A duration is written as `90d`, `12h` or `PT1M`; a list as `a,b`, or as a list in YAML.
            """;

    private final Map<String, JsonNode> byName = new TreeMap<>();
    private final Map<String, JsonNode> hints = new TreeMap<>();

    /** Reads the metadata of Memoir's modules from the class path. */
    SpringProperties() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (URL url : Collections.list(getClass().getClassLoader().getResources(METADATA))) {
            if (url.toString().contains("memoir-spring-boot-autoconfigure")
                    || url.toString().contains("autoconfigure/target")) {
                try (InputStream json = url.openStream()) {
                    JsonNode metadata = mapper.readTree(json);
                    metadata.get("properties")
                            .forEach(each -> byName.put(each.get("name").asText(), each));
                    metadata.path("hints")
                            .forEach(each -> hints.put(each.get("name").asText(), each.get("values")));
                }
            }
        }
    }

    /** {@return whether an application can set a property, in its canonical form} */
    boolean has(String name) {
        String plain = name.replaceAll("\\[\\d+]$", "");
        return byName.containsKey(plain)
                || byName.entrySet().stream()
                        .anyMatch(each -> each.getValue().path("type").asText().startsWith("java.util.Map<")
                                && plain.startsWith(each.getKey() + "."));
    }

    /** {@return the page that lists the properties} */
    String page() {
        StringBuilder page = new StringBuilder(HEADER);
        String group = "";
        for (String name : sorted()) {
            String its = group(name);
            if (!its.equals(group)) {
                group = its;
                page.append("\n## ")
                        .append(group.equals("memoir") ? "The memory" : "`" + group + "`")
                        .append("\n\n| Property | Meaning | Type | Default |\n| --- | --- | --- | --- |\n");
            }
            JsonNode property = byName.get(name);
            page.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(text(property))
                    .append(" | ")
                    .append(type(property))
                    .append(" | ")
                    .append(value(property.path("defaultValue")))
                    .append(" |\n");
        }
        return page.toString();
    }

    /** Those of the memory itself come first. */
    private List<String> sorted() {
        return byName.keySet().stream()
                .sorted((one, other) -> {
                    int groups = order(group(one)).compareTo(order(group(other)));
                    return groups != 0 ? groups : one.compareTo(other);
                })
                .toList();
    }

    private static String order(String group) {
        return (group.equals("memoir") ? "0" : group.startsWith("memoir") ? "1" : "2") + group;
    }

    private static String group(String name) {
        String[] parts = name.split("\\.", -1);
        if (!parts[0].equals("memoir")) {
            return parts[0] + "." + parts[1] + "." + parts[2];
        }
        return parts.length < 3 ? parts[0] : parts[0] + "." + parts[1];
    }

    private static String type(JsonNode property) {
        String type = property.get("type").asText();
        if (type.contains("$") || type.endsWith(".Access")) {
            return "one of";
        }
        return type.replaceAll("[a-z][\\w]*\\.", "")
                .replace(",", ", ")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static String value(JsonNode value) {
        return value.isMissingNode() || value.asText().isEmpty() ? "" : "`" + value.asText() + "`";
    }

    private String text(JsonNode property) {
        StringBuilder text =
                new StringBuilder(property.path("description").asText().replace("|", "\\|"));
        JsonNode values = hints.get(property.get("name").asText());
        if (values != null) {
            StreamSupport.stream(values.spliterator(), false)
                    .map(each -> "<br>`" + each.get("value").asText() + "`: "
                            + each.get("description").asText())
                    .forEach(text::append);
        }
        return text.toString();
    }
}
