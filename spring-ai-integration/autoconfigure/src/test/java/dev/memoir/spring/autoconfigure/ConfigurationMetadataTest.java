// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metadata for editors describes exactly the properties that an application can set. */
class ConfigurationMetadataTest {

    private static final JsonNode METADATA = metadata();

    @Test
    void every_property_is_described_with_its_default() {
        Map<String, String> described = new TreeMap<>();
        for (JsonNode property : METADATA.get("properties")) {
            String name = property.get("name").asString();
            if (name.startsWith(MemoirProperties.PREFIX)) {
                assertThat(property.path("description").asString("")).as(name).endsWith(".");
                described.put(name, property.path("defaultValue").asString("none"));
            }
        }
        Map<String, String> real = new TreeMap<>();
        collect(MemoirProperties.PREFIX, new MemoirProperties(), real);
        collect(RetentionProperties.PREFIX, new RetentionProperties(), real);
        assertThat(real).hasSizeGreaterThan(5);
        assertThat(described).isEqualTo(real);
    }

    @Test
    void every_choice_of_embedder_is_explained() {
        List<String> hinted = new ArrayList<>();
        for (JsonNode hint : METADATA.get("hints")) {
            assertThat(hint.get("name").asString()).isEqualTo("memoir.embedder");
            for (JsonNode value : hint.get("values")) {
                assertThat(value.get("description").asString()).isNotBlank();
                hinted.add(value.get("value").asString().toUpperCase(Locale.ROOT));
            }
        }
        assertThat(hinted)
                .containsExactlyInAnyOrder(List.of(MemoirProperties.EmbedderKind.values()).stream()
                        .map(Enum::name)
                        .toArray(String[]::new));
    }

    private static void collect(String prefix, Object bean, Map<String, String> into) {
        BeanWrapper wrapper = PropertyAccessorFactory.forBeanPropertyAccess(bean);
        for (var descriptor : BeanUtils.getPropertyDescriptors(bean.getClass())) {
            if (descriptor.getName().equals("class")) {
                continue;
            }
            String name = prefix + "." + kebab(descriptor.getName());
            assertThat(ConfigurationPropertyName.isValid(name)).as(name).isTrue();
            Object value = wrapper.getPropertyValue(descriptor.getName());
            if (descriptor.getWriteMethod() == null) {
                collect(name, value, into);
            } else {
                into.put(name, described(value));
            }
        }
    }

    /** Formats a value as in a properties file; lists and maps are empty by default. */
    private static String described(@Nullable Object value) {
        if (value == null || value instanceof Map || value.equals(List.of())) {
            return "none";
        }
        return value instanceof Duration duration
                ? DurationStyle.SIMPLE.print(duration, ChronoUnit.DAYS)
                : value.toString().toLowerCase(Locale.ROOT);
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static JsonNode metadata() {
        try (InputStream in =
                MemoirProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assertThat(in).as("metadata, which the annotation processor writes").isNotNull();
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
