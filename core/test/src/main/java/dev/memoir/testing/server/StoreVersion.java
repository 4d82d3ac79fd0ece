package dev.memoir.testing.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says which version of which store a contract is run on, as the store itself tells it. */
public final class StoreVersion {

    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private StoreVersion() {}

    /**
     * Prints it, once for each test class.
     *
     * @param contract the contract's name
     * @param test the class that runs it
     * @param store the store with its version
     */
    public static void say(String contract, Class<?> test, String store) {
        if (SAID.add(contract + test.getName())) {
            System.out.println(contract + " runs on " + store);
        }
    }

    /** {@return the library that a class is of, with its version: the name of its jar} */
    public static String library(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null
                ? type.getSimpleName()
                : String.valueOf(Path.of(URI.create(source.getLocation().toString()))
                                .getFileName())
                        .replaceFirst("\\.jar$", "");
    }

    /** {@return what the Chroma server says of itself} */
    public static String chroma() {
        HttpRequest request = HttpRequest.newBuilder(TestServer.CHROMA.uri().resolve("/api/v2/version"))
                .build();
        try {
            return "Chroma "
                    + HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body()
                            .replace("\"", "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@return what the PostgreSQL server says of itself and of pgvector} */
    public static String postgres() {
        try (TestDatabase database = new TestDatabase()) {
            return "PostgreSQL " + database.query("SHOW server_version") + " with pgvector "
                    + database.query("SELECT default_version FROM pg_available_extensions WHERE name = 'vector'");
        }
    }
}
