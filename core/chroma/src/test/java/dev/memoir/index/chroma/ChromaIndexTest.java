// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.chroma;

import static dev.memoir.testing.contract.IndexDocuments.apply;
import static dev.memoir.testing.contract.IndexDocuments.at;
import static dev.memoir.testing.contract.IndexDocuments.ids;
import static dev.memoir.testing.contract.IndexDocuments.query;
import static dev.memoir.testing.contract.IndexDocuments.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexUnavailableException;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.MemoryIndex;
import dev.memoir.testing.contract.MemoryIndexContract;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.StoreVersion;
import dev.memoir.testing.server.TestServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of an index, on a Chroma server. */
@NeedsServer(TestServer.CHROMA)
class ChromaIndexTest extends MemoryIndexContract {

    private final String collection = "memoir-" + UUID.randomUUID();

    @Override
    protected String store() {
        return StoreVersion.chroma();
    }

    @Test
    void separate_tenants_and_databases_do_not_find_each_others_documents() throws Exception {
        String tenant = "tenant-" + UUID.randomUUID();
        make("/api/v2/tenants", tenant);
        make("/api/v2/tenants/" + tenant + "/databases", "memories");
        ChromaIndex theirs = ChromaIndex.builder(TestServer.CHROMA.uri().toString())
                .tenant(tenant)
                .database("memories")
                .collection(collection)
                .build();
        assertThat(theirs.healthy()).isTrue();
        try (MemoryIndex other = theirs.open(4)) {
            other.reset(new IndexPosition("ledger", "embedder", 0));
            apply(other, turn("a", "Ana moved to Lisbon", at(0)));
            assertThat(ids(other.search(query("Lisbon", at(0), 5)))).containsExactly("a");
            assertThat(index.search(query("Lisbon", at(0), 5))).isEmpty();
        }
        assertThatThrownBy(() -> ChromaIndex.builder(TestServer.CHROMA.uri().toString())
                        .tenant("nobody-" + tenant)
                        .build()
                        .open(4))
                .isInstanceOf(MemoryIndexException.class)
                .isNotInstanceOf(MemoryIndexUnavailableException.class);
    }

    @Test
    void an_unreachable_server_is_not_healthy() {
        assertThat(ChromaIndex.builder("http://127.0.0.1:1").build().healthy()).isFalse();
    }

    private static void make(String path, String name) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(TestServer.CHROMA.uri().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Override
    protected MemoryIndex open(int dimension) {
        return ChromaIndex.builder(TestServer.CHROMA.uri().toString())
                .collection(collection)
                .build()
                .open(dimension);
    }
}
