package dev.memoir.index.chroma;

import dev.memoir.InvalidInputException;
import dev.memoir.MemoryIndexException;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.index.flat.VectorStoreIndex;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Chroma server, 1.0 or later, as a memory's index:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .directory(directory)
 *         .index(ChromaIndex.at("http://localhost:8000").build())
 *         .open();
 * }</pre>
 *
 * <p>What an index without ranked words costs is told at {@link VectorStoreIndex}. Chroma gets vectors, ids and hashed scopes, and no
 * words. Vectors of each dimension have a collection of their own in it. While the server is away, writes go on in the ledger
 * and the index follows when it is back.
 */
public final class ChromaIndex implements MemoryIndexFactory {

    private final Builder asked;

    private ChromaIndex(Builder asked) {
        this.asked = asked;
    }

    /**
     * {@return a builder for an index on a server}
     *
     * @param url where the server listens, such as {@code http://localhost:8000}; {@code https} for TLS
     */
    public static Builder at(String url) {
        try {
            return new Builder(URI.create(url));
        } catch (IllegalArgumentException e) {
            // Without its cause, whose message quotes the URL, and a password in it.
            throw new InvalidInputException("Chroma's URL is none. Give one such as http://localhost:8000.");
        }
    }

    /**
     * {@return the index; its collection is made if need be}
     *
     * @param dimension of the vectors
     * @throws MemoryIndexException if the server is not reached, refuses, or does not do what a memory needs
     */
    @Override
    public MemoryIndex open(int dimension) {
        ChromaStore store = new ChromaStore(client(), asked.collection + "-" + dimension);
        return VectorStoreIndex.open(store, asked.collection, dimension, VectorStoreIndex.PATIENCE);
    }

    /** {@return whether the server answers now, as Chroma does} Waits no longer than the timeout of one request. */
    public boolean healthy() {
        return client().healthy();
    }

    private ChromaClient client() {
        return new ChromaClient(
                asked.http == null
                        ? HttpClient.newBuilder().connectTimeout(asked.timeout).build()
                        : asked.http,
                asked.url,
                asked.tenant,
                asked.database,
                asked.headers,
                asked.timeout);
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
         * @param tenant Chroma's tenant, which must be there; by default {@code default_tenant}
         */
        public Builder tenant(String tenant) {
            this.tenant = tenant;
            return this;
        }

        /**
         * {@return this}
         *
         * @param database Chroma's database, which must be there; by default {@code default_database}
         */
        public Builder database(String database) {
            this.database = database;
            return this;
        }

        /**
         * {@return this}
         *
         * @param collection the index's name, at least three letters or digits; two memories on one server need two
         */
        public Builder collection(String collection) {
            this.collection = collection;
            return this;
        }

        /**
         * {@return this}
         *
         * @param token sent as Chroma's own token and as a bearer token
         */
        public Builder token(String token) {
            headers.put("X-Chroma-Token", token);
            headers.put("Authorization", "Bearer " + token);
            return this;
        }

        /**
         * {@return this}
         *
         * @param user for basic authentication
         * @param password likewise
         */
        public Builder basic(String user, String password) {
            byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
            return this;
        }

        /**
         * {@return this}
         *
         * @param timeout how long one request may take, by default 10 seconds
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new InvalidInputException(
                        "The timeout " + timeout + " is not positive. Give one of some seconds.");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * {@return this}
         *
         * @param http a client of your own, with its TLS context, proxy and connect timeout; not closed
         */
        public Builder http(HttpClient http) {
            this.http = http;
            return this;
        }

        /** {@return the index, for a memory's builder; nothing is asked of the server yet} */
        public ChromaIndex build() {
            return new ChromaIndex(this);
        }
    }
}
