// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.tenant;

import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.embed.Embedder;
import dev.memoir.index.pgvector.PgVectorIndex;
import dev.memoir.ledger.jdbc.PostgresLedger;
import dev.memoir.samples.server.ServerSettings;
import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.key.Tenant;
import dev.memoir.samples.server.model.ConfiguredModel;
import dev.memoir.spring.observe.ObservedLanguageModel;
import dev.memoir.spring.observe.ObservedMemory;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Opens the memories of tenants: a directory each or, in PostgreSQL, a schema each. They share one embedder.
 * Thread-safe.
 */
public final class TenantMemoryFactory {

    private static final Logger LOG = LoggerFactory.getLogger(TenantMemoryFactory.class);

    private final ServerSettings settings;
    private final ServerDatabase database;
    private final Supplier<Embedder> embedder;
    private final ConfiguredModel model;
    private final ObservationRegistry registry;
    private final InstantSource clock;

    /**
     * Creates a factory.
     *
     * @param settings where memories are kept, and their time zone
     * @param database the server's database, which contains the memories too if it is PostgreSQL
     * @param embedder the embedder of all memories, loaded at the first use
     * @param model the language model that extracts facts, if there is one
     * @param registry the registry of metrics; they name no tenant
     * @param clock the clock
     */
    public TenantMemoryFactory(
            ServerSettings settings,
            ServerDatabase database,
            Supplier<Embedder> embedder,
            ConfiguredModel model,
            ObservationRegistry registry,
            InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.embedder = embedder;
        this.model = model;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Opens the memory of a tenant.
     *
     * @param tenant the tenant
     * @return the open memory
     * @throws dev.memoir.MemoirException if it cannot be opened
     */
    LongTermMemory open(Tenant tenant) {
        LongTermMemoryBuilder builder = LongTermMemory.builder()
                .embedder(embedder.get())
                .zone(settings.timeZone())
                .clock(clock);
        if (model.model() != null) {
            builder.languageModel(new ObservedLanguageModel(model.model(), registry));
        }
        Path directory = settings.home().resolve("tenants").resolve(tenant.name());
        if (settings.datasource().url() == null) {
            builder.directory(directory);
        } else {
            postgres(builder, tenant, directory);
        }
        return new ObservedMemory(builder.open(), registry, "server");
    }

    private void postgres(LongTermMemoryBuilder builder, Tenant tenant, Path directory) {
        DataSource source = database.source();
        builder.ledger(PostgresLedger.builder(source).schema(tenant.schema()).build());
        if (vectors(source)) {
            builder.index(PgVectorIndex.builder(source).schema(tenant.schema()).build());
        } else {
            LOG.warn("PostgreSQL has no extension \"vector\": the index is kept in {}, on each server.", directory);
            builder.directory(directory);
        }
    }

    /** Returns whether pgvector is installed, or can be created when the index opens. */
    private static boolean vectors(DataSource source) {
        return JdbcClient.create(source)
                        .sql("select count(*) from pg_available_extensions where name = 'vector'")
                        .query(Long.class)
                        .single()
                > 0;
    }
}
