// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.history.CallHistory;
import dev.memoir.samples.server.history.CallHistoryRepository;
import dev.memoir.samples.server.key.ApiKeyRepository;
import dev.memoir.samples.server.key.NewApiKey;
import dev.memoir.samples.server.key.Tenant;
import dev.memoir.samples.server.key.TenantRepository;
import dev.memoir.samples.server.model.ConfiguredModel;
import dev.memoir.samples.server.security.AccessInterceptor;
import dev.memoir.samples.server.security.CallerArgumentResolver;
import dev.memoir.samples.server.security.ParameterInterceptor;
import dev.memoir.samples.server.tenant.TenantMemories;
import dev.memoir.samples.server.tenant.TenantMemoryFactory;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.validation.Validator;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;

/** The Spring Boot application of the server. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerSettings.class)
class ServerApplication implements WebMvcConfigurer {

    private final ObjectProvider<AccessInterceptor> access;
    private final ObjectProvider<ParameterInterceptor> parameters;

    ServerApplication(ObjectProvider<AccessInterceptor> access, ObjectProvider<ParameterInterceptor> parameters) {
        this.access = access;
        this.parameters = parameters;
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    ConfiguredModel configuredModel(Environment environment) {
        return ConfiguredModel.from(environment);
    }

    @Bean(destroyMethod = "close")
    ServerDatabase serverDatabase(ServerSettings settings) {
        return ServerDatabase.open(settings);
    }

    @Bean
    TenantRepository tenantRepository(ServerDatabase database, InstantSource clock) {
        return new TenantRepository(database, clock);
    }

    @Bean
    ApiKeyRepository apiKeyRepository(
            ServerDatabase database, TenantRepository tenants, InstantSource clock, ServerSettings settings) {
        ApiKeyRepository keys = new ApiKeyRepository(database, tenants, clock);
        if (settings.adminKey() != null && !settings.adminKey().isBlank()) {
            keys.ensure(
                    new NewApiKey(Tenant.DEFAULT, "set by the environment", null, false, true),
                    settings.adminKey().strip());
        }
        return keys;
    }

    @Bean
    AuditLog auditLog(ServerDatabase database, InstantSource clock) {
        return new AuditLog(database, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    CallHistory callHistory(ServerDatabase database, InstantSource clock) {
        return new CallHistory(new CallHistoryRepository(database), clock);
    }

    @Bean(destroyMethod = "close")
    TenantMemories tenantMemories(
            ServerSettings settings,
            ServerDatabase database,
            LoadingEmbedder embedder,
            ConfiguredModel model,
            ObjectProvider<ObservationRegistry> registries,
            InstantSource clock,
            AuditLog audit,
            CallHistory calls) {
        ObservationRegistry registry = registries.getIfUnique(() -> ObservationRegistry.NOOP);
        return new TenantMemories(
                new TenantMemoryFactory(settings, database, embedder::get, model, registry, clock), audit, calls);
    }

    /** The server is ready once the memory of the default tenant is open, which happens while other beans are made. */
    @Bean
    ApplicationRunner warmUp(TenantMemories memories) {
        CompletableFuture<Void> opening = CompletableFuture.runAsync(() -> memories.warmUp(Tenant.DEFAULT));
        return arguments -> {
            try {
                opening.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        };
    }

    /** Nothing that is sent is dropped silently, or taken for something else. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json -> json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    }

    /** None: springdoc brings one, which would make the start longer and check nothing. */
    @Override
    public Validator getValidator() {
        return Validator.forInstanceOf(Void.class, (value, errors) -> {});
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgumentResolver());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(access.getObject());
        registry.addInterceptor(parameters.getObject());
    }
}
