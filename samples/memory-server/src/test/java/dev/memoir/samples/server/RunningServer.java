// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import dev.memoir.samples.server.key.ApiKeyRepository;
import dev.memoir.samples.server.key.NewApiKey;
import dev.memoir.samples.server.key.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole server in this process, on a port of its own, called as any client calls it.
 *
 * <p>{@link #shared()} is started once for all test classes of the JVM: it requires keys and has a scripted language
 * model. Tests keep out of each other's way with tenants ({@link #newTenant()}) or users of their own.
 */
public final class RunningServer implements AutoCloseable {

    private static final AtomicInteger TENANTS = new AtomicInteger();

    private static @Nullable RunningServer shared;

    private final Path directory;
    private final ScriptedModelServer model;
    private final boolean withModel;
    private final String[] settings;
    private final ConfigurableApplicationContext context;
    private final int port;

    private RunningServer(Path directory, ScriptedModelServer model, boolean withModel, String... settings) {
        this.directory = directory;
        this.model = model;
        this.withModel = withModel;
        this.settings = settings.clone();
        List<String> arguments = new ArrayList<>(List.of(
                "--memoir.server.port=0",
                "--memoir.server.directory=" + directory,
                // Nobody's key is used: set to nothing counts as not set.
                "--OPENAI_API_KEY=" + (withModel ? "none" : ""),
                "--OPENAI_BASE_URL=" + (withModel ? model.url() : ""),
                "--OLLAMA_BASE_URL="));
        arguments.addAll(List.of(settings));
        context = ServeCommand.start(arguments.toArray(String[]::new));
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** {@return the server that all tests share: it requires keys, and extracts facts with a scripted model} */
    public static synchronized RunningServer shared() {
        if (shared == null) {
            // Requests of tests are not paced.
            RunningServer server = start(true, "--memoir.server.rate=0");
            server.newKey(Tenant.DEFAULT, null, false, true);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            shared = server;
        }
        return shared;
    }

    /**
     * {@return a server of its own without keys}
     *
     * @param withModel whether it has a scripted language model
     * @param settings further settings, as {@code --memoir.server.name=value}
     */
    public static RunningServer start(boolean withModel, String... settings) {
        try {
            return new RunningServer(
                    Files.createTempDirectory("memoir-server"), new ScriptedModelServer(), withModel, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server, but keeps its data and its language model. */
    public void stop() {
        context.close();
    }

    /** {@return the server started again, on another port, after it was stopped} */
    public RunningServer restart() {
        return new RunningServer(directory, model, withModel, settings);
    }

    /** {@return the port of the server} */
    public int port() {
        return port;
    }

    /** {@return the address of the server, without a slash at the end} */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** {@return the language model} */
    public ScriptedModelServer model() {
        return model;
    }

    /**
     * {@return a bean of the server}
     *
     * @param type the type of the bean
     * @param <T> the type of the bean
     */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /**
     * {@return a bean of the server}
     *
     * @param name the name of the bean
     * @param type the type of the bean
     * @param <T> the type of the bean
     */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** {@return a client without a key} */
    public ServerClient anonymous() {
        return new ServerClient(url(), null);
    }

    /** {@return a client with an admin key of the default tenant} */
    public ServerClient admin() {
        return new ServerClient(url(), newKey(Tenant.DEFAULT, null, false, true));
    }

    /** {@return a client with a key of a new tenant, whose memory is empty} */
    public ServerClient newTenant() {
        return new ServerClient(url(), newKey(new Tenant("tenant-" + TENANTS.incrementAndGet()), null, false, false));
    }

    /**
     * {@return a client with a new key}
     *
     * @param tenant the tenant
     * @param scope the only scope of the key; null for all
     * @param readOnly whether it may only read
     * @param admin whether it may administer the server
     */
    public ServerClient client(Tenant tenant, dev.memoir.@Nullable Scope scope, boolean readOnly, boolean admin) {
        return new ServerClient(url(), newKey(tenant, scope, readOnly, admin));
    }

    private String newKey(Tenant tenant, dev.memoir.@Nullable Scope scope, boolean readOnly, boolean admin) {
        return bean(ApiKeyRepository.class)
                .create(new NewApiKey(tenant, "test", scope, readOnly, admin))
                .secret()
                .reveal();
    }

    @Override
    public void close() {
        context.close();
        model.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
