// SPDX-License-Identifier: Apache-2.0
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

/** Prints which version of a store a contract runs on, as reported by the store. */
public final class StoreVersion {

    private static final Set<String> PRINTED = ConcurrentHashMap.newKeySet();

    private StoreVersion() {}

    /**
     * Prints the version once per test class.
     *
     * @param contract the name of the contract
     * @param test the test class that runs it
     * @param store the store with its version
     */
    public static void print(String contract, Class<?> test, String store) {
        if (PRINTED.add(contract + test.getName())) {
            System.out.println(contract + " runs on " + store);
        }
    }

    /**
     * {@return the library of a class with its version: the name of its JAR}
     *
     * @param type the class
     */
    public static String library(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null
                ? type.getSimpleName()
                : String.valueOf(Path.of(URI.create(source.getLocation().toString()))
                                .getFileName())
                        .replaceFirst("\\.jar$", "");
    }

    /** {@return the version of the Chroma server} */
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

    /** {@return the versions of the PostgreSQL server and of pgvector} */
    public static String postgres() {
        try (TestDatabase database = new TestDatabase()) {
            return "PostgreSQL " + database.query("SHOW server_version") + " with pgvector "
                    + database.query("SELECT default_version FROM pg_available_extensions WHERE name = 'vector'");
        }
    }
}
