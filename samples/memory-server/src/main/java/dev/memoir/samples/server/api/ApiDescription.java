// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.samples.server.key.Caller;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI description: what springdoc cannot derive from the controllers. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";
    private static final String HEADER = "apiKey";

    @Bean
    OpenApiCustomizer apiDescriptionCustomizer() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
        return ApiDescription::complete;
    }

    @Bean
    ModelConverter requiredComponents() {
        return new RequiredComponents();
    }

    private static void complete(OpenAPI api) {
        api.info(new Info()
                        .title("Memoir")
                        .version("v1")
                        .description("Long-term memory for agents. Every request names its scope by userId, agentId and"
                                + " runId, unless the key is bound to one."))
                .servers(List.of(new Server().url("/")));
        Components components = api.getComponents();
        components
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSecuritySchemes(
                        HEADER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-API-Key"))
                .addSchemas(PROBLEM, problem());
        components.getSchemas().values().forEach(ApiDescription::dropEmptyDefaults);
        api.security(List.of(new SecurityRequirement().addList(BEARER), new SecurityRequirement().addList(HEADER)));
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(ApiDescription::addProblems);
    }

    private static Schema<?> problem() {
        Schema<?> problem = new ObjectSchema()
                .description("An error (RFC 9457).")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("requestId", new StringSchema());
        problem.setRequired(List.of("type", "title", "status", "detail", "requestId"));
        return problem;
    }

    /** Removes the empty default of schemas with an annotation that states none. */
    private static void dropEmptyDefaults(Schema<?> schema) {
        if (schema.getDefault() == null || "".equals(schema.getDefault())) {
            schema.setDefault(null);
            schema.setDefaultSetFlag(false);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(ApiDescription::dropEmptyDefaults);
        }
    }

    private static void addProblems(Operation operation) {
        Schema<?> reference = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        Stream.of("4XX", "5XX")
                .forEach(range -> operation
                        .getResponses()
                        .addApiResponse(
                                range,
                                new ApiResponse()
                                        .description(
                                                range.startsWith("4")
                                                        ? "The request is refused."
                                                        : "The server failed.")
                                        .content(new Content()
                                                .addMediaType(
                                                        "application/problem+json",
                                                        new MediaType().schema(reference)))));
    }

    /** Marks the components of records as required unless they may be null. */
    private static final class RequiredComponents implements ModelConverter {

        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> chain) {
            Schema<?> resolved = chain.hasNext() ? chain.next().resolve(annotated, context, chain) : null;
            Class<?> type = rawClass(annotated.getType());
            if (resolved != null && type != null && type.isRecord() && resolved.get$ref() != null) {
                String name = resolved.get$ref().substring(resolved.get$ref().lastIndexOf('/') + 1);
                Schema<?> model = context.getDefinedModels().get(name);
                if (model != null) {
                    Stream.of(type.getRecordComponents())
                            .filter(component -> !optional(component))
                            .map(RecordComponent::getName)
                            .filter(component -> model.getRequired() == null
                                    || !model.getRequired().contains(component))
                            .forEach(model::addRequiredItem);
                }
            }
            return resolved;
        }

        private static boolean optional(RecordComponent component) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !component.isAnnotationPresent(Required.class);
        }

        private static @Nullable Class<?> rawClass(Type type) {
            return Json31.mapper().constructType(type).getRawClass();
        }
    }
}
