// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import com.github.victools.jsonschema.module.swagger2.Swagger2Module;
import java.util.Map;
import org.springframework.core.Nullness;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON schema of a record of arguments or of a result: what the client sees is what the code reads and writes.
 * Components are required unless they are nullable, and in the order of the record.
 */
final class ToolSchema {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private ToolSchema() {}

    static Map<String, Object> of(Class<?> type) {
        ObjectNode schema = generator().generateSchema(type);
        // Valid without, but some clients insist on it.
        schema.withObject("properties");
        return JSON.convertValue(schema, OBJECT);
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .without(Option.SCHEMA_VERSION_INDICATOR)
                .with(new JacksonSchemaModule())
                .with(new Swagger2Module());
        // In the order of the declaration.
        config.forTypesInGeneral().withPropertySorter((unusedFirst, unusedSecond) -> 0);
        config.forFields().withRequiredCheck(field -> Nullness.forField(field.getRawMember()) != Nullness.NULLABLE);
        return new SchemaGenerator(config.build());
    }
}
