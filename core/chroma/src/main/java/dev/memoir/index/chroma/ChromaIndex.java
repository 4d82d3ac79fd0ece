// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.chroma;

import dev.memoir.InvalidInputException;
import dev.memoir.MemoryIndexException;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.vectorstore.VectorStoreIndex;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The index of a memory on a Chroma server, 1.0 or later:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .directory(directory)
 *         .index(ChromaIndex.at("http://localhost:8000").build())
 *         .open();
 * }</pre>
 *
 * <p>{@link VectorStoreIndex} describes what an index without ranked words lacks. Chroma receives vectors, ids and
 * hashed scopes, but no words. Vectors of each dimension have a separate collection. While the server is unreachable,
 * writes continue in the ledger and the index catches up when the server is back.
 */
public final class ChromaIndex implements MemoryIndexFactory {

    private final Builder builder;

    private ChromaIndex(Builder builder) {
        this.builder = builder;
    }

    /**
     * {@return a builder for an index on a server}
     *
     * @param url the URL of the server, such as {@code http://localhost:8000}; {@code https} for TLS
     */
    public static Builder builder(String url) {
        try {
            return new Builder(URI.create(url));
        } catch (IllegalArgumentException e) {
            // Without its cause, whose message quotes the URL and a password in it.
            throw new InvalidInputException("Chroma's URL is not valid. Use one such as http://localhost:8000.");
        }
    }

    /**
     * {@return the index; its collection is created if need be}
     *
     * @param dimension the dimension of the vectors
     * @throws MemoryIndexException if the server is unreachable, refuses, or lacks something a memory needs
     */
    @Override
    public MemoryIndex open(int dimension) {
        ChromaStore store = new ChromaStore(client(), builder.collection + "-" + dimension);
        return VectorStoreIndex.open(store, builder.collection, dimension, VectorStoreIndex.PATIENCE);
    }

    /** {@return whether a Chroma server responds now} Waits no longer than the timeout of one request. */
    public boolean healthy() {
        return client().healthy();
    }

    private ChromaClient client() {
        return new ChromaClient(
                builder.http == null
                        ? HttpClient.newBuilder()
                                .connectTimeout(builder.timeout)
                                .build()
                        : builder.http,
                builder.url,
                builder.tenant,
                builder.database,
                builder.headers,
                builder.timeout);
    }

    /** Builds a {@link ChromaIndex}. Not thread-safe. */
    public static final class Builder {

        private final URI url;
        private final Map<String, String> headers = new TreeMap<>();
        private String tenant = "default_tenant";
        private String database = "default_database";
        private String collection = VectorStoreIndex.DEFAULT_COLLECTION;
        private Duration timeout = Duration.ofSeconds(10);
        private @Nullable HttpClient http;

        private Builder(URI url) {
            this.url = url;
        }

        /**
         * {@return this}
         *
         * @param tenant an existing Chroma tenant; {@code default_tenant} by default
         */
        public Builder tenant(String tenant) {
            this.tenant = tenant;
            return this;
        }

        /**
         * {@return this}
         *
         * @param database an existing Chroma database; {@code default_database} by default
         */
        public Builder database(String database) {
            this.database = database;
            return this;
        }

        /**
         * {@return this}
         *
         * @param collection the index's name, at least three letters or digits; two memories on one server need
         *     different names
         */
        public Builder collection(String collection) {
            this.collection = collection;
            return this;
        }

        /**
         * {@return this}
         *
         * @param token a token, sent as Chroma's own token and as a bearer token
         */
        public Builder token(String token) {
            headers.put("X-Chroma-Token", token);
            headers.put("Authorization", "Bearer " + token);
            return this;
        }

        /**
         * {@return this}
         *
         * @param user the user for basic authentication
         * @param password the user's password
         */
        public Builder basic(String user, String password) {
            byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
            return this;
        }

        /**
         * {@return this}
         *
         * @param timeout how long one request may take; 10 seconds by default
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new InvalidInputException("The timeout " + timeout + " is not positive. Use some seconds.");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * {@return this}
         *
         * @param http an HTTP client with your TLS context, proxy and connect timeout; not closed
         */
        public Builder http(HttpClient http) {
            this.http = http;
            return this;
        }

        /** {@return the index, for the builder of a memory; the server is not accessed yet} */
        public ChromaIndex build() {
            return new ChromaIndex(this);
        }
    }
}
