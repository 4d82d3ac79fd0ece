// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.samples.server.ServerClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the server's own API does, beyond the form of its answers, which OpenApiTest checks. */
class ApiTest {

    private final ServerClient client = RunningServer.shared().newTenant();

    @Test
    void a_change_of_what_has_changed_meanwhile_is_refused() {
        String path = "/api/v1/memories/" + store("Zoe likes tea.", null) + "?userId=zoe";
        String read = client.get(path).header("ETag");
        assertThat(client.send("PATCH", path, Map.of("text", "Zoe likes coffee."), "If-Match", read)
                        .status())
                .isEqualTo(200);
        Answer late = client.send("PATCH", path, Map.of("text", "Zoe likes milk."), "If-Match", read);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.detail()).contains("Read it again");
        assertThat(client.send("DELETE", path, null, "If-Match", read).status()).isEqualTo(412);
        Answer now = client.get(path);
        assertThat(now.text()).contains("Zoe likes coffee.");
        assertThat(client.send("DELETE", path, null, "If-Match", now.header("ETag"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        String path = "/api/v1/memories/" + store("Zoe likes tea.", null) + "?userId=zoe";
        Answer first = client.get(path);
        Answer again = client.send("GET", path, null, "If-None-Match", first.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
    }

    @Test
    void a_request_that_is_repeated_with_its_key_is_carried_out_once() {
        Map<String, Object> body = turns("I moved to Porto.");
        Answer first = client.send("POST", "/api/v1/turns", body, "Idempotency-Key", "k1");
        Answer second = client.send("POST", "/api/v1/turns", body, "Idempotency-Key", "k1");
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("turns")).isEqualTo(first.json().path("turns"));
        assertThat(client.send("POST", "/api/v1/turns", turns("I moved to Oslo."), "Idempotency-Key", "k1")
                        .status())
                .isEqualTo(409);
        assertThat(texts("/api/v1/turns?userId=zoe")).containsExactly("I moved to Porto.");
    }

    @Test
    void pages_together_are_the_list_and_a_cursor_that_is_none_is_refused() {
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            stored.add("Note " + i + ".");
            store("Note " + i + ".", null);
        }
        List<String> read = new ArrayList<>();
        @Nullable String after = null;
        int pages = 0;
        do {
            JsonNode page = client.get("/api/v1/memories?userId=zoe&limit=3"
                            + (after == null ? "" : "&after=" + ServerClient.encoded(after)))
                    .json();
            page.path("items").forEach(item -> read.add(item.path("text").asString()));
            after = page.path("next").asStringOpt().orElse(null);
            pages++;
        } while (after != null);
        assertThat(read).containsExactlyElementsOf(stored);
        assertThat(pages).isEqualTo(3);
        assertThat(client.get("/api/v1/memories?userId=zoe&after=nonsense").status())
                .isEqualTo(400);
    }

    @Test
    void a_parameter_that_is_not_known_is_refused_rather_than_ignored() {
        String id = store("Zoe likes tea.", null);
        assertThat(client.get("/api/v1/memories?userId=zoe&agentid=bot").detail())
                .isEqualTo("The parameter 'agentid' is not known.");
        assertThat(client.delete("/api/v1/memories/" + id + "?userId=zoe&dryRun=true")
                        .status())
                .isEqualTo(400);
        assertThat(texts("/api/v1/memories?userId=zoe")).containsExactly("Zoe likes tea.");
    }

    @Test
    void a_change_is_undone_and_the_history_tells_both() {
        String id = store("Zoe likes tea.", null);
        client.send("PATCH", "/api/v1/memories/" + id + "?userId=zoe", Map.of("text", "Zoe likes milk."));
        JsonNode history = history(id);
        String change = history.path(history.size() - 1).path("id").asString();
        assertThat(client.post("/api/v1/events/" + change + "/undo?userId=zoe", "")
                        .status())
                .isEqualTo(200);
        assertThat(texts("/api/v1/memories?userId=zoe")).containsExactly("Zoe likes tea.");
        assertThat(history(id).size()).isEqualTo(3);
        assertThat(client.post("/api/v1/events/" + change + "/undo?userId=tom", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void what_is_suppressed_is_not_recalled_until_it_is_released() {
        String id = store("Zoe's sister lives in Lisbon.", null);
        assertThat(found("Where does my sister live?")).contains("Lisbon");
        Map<String, Object> named = Map.of("userId", "zoe", "ids", List.of(id));
        client.post("/api/v1/suppress", named);
        assertThat(found("Where does my sister live?")).doesNotContain("Lisbon");
        client.post("/api/v1/unsuppress", named);
        assertThat(found("Where does my sister live?")).contains("Lisbon");
    }

    @Test
    void forgetting_leaves_nothing_and_its_preview_everything() {
        store("Zoe's sister lives in Lisbon.", null);
        assertThat(client.post("/api/v1/forget/preview", Map.of("userId", "zoe"))
                        .status())
                .isEqualTo(200);
        assertThat(found("Where does my sister live?")).contains("Lisbon");
        assertThat(client.post("/api/v1/forget", Map.of("userId", "zoe")).status())
                .as("a forgotten id does not destroy everything")
                .isEqualTo(400);
        Answer receipt = client.post("/api/v1/forget", Map.of("userId", "zoe", "everything", true));
        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.text()).doesNotContain("Lisbon");
        assertThat(found("Where does my sister live?")).doesNotContain("Lisbon");
        assertThat(texts("/api/v1/memories?userId=zoe")).isEmpty();
    }

    @Test
    void metadata_filters_a_list_and_a_search() {
        store("Zoe likes tea.", Map.of("source", "web"));
        store("Zoe likes cake.", Map.of("source", "phone"));
        String filter = "{\"key\":\"source\",\"op\":\"EQ\",\"value\":\"web\"}";
        assertThat(texts("/api/v1/memories?userId=zoe&filter=" + ServerClient.encoded(filter)))
                .containsExactly("Zoe likes tea.");
    }

    private String store(String text, @Nullable Map<String, String> metadata) {
        Map<String, Object> memory =
                metadata == null ? Map.of("text", text) : Map.of("text", text, "metadata", metadata);
        Answer stored = client.post("/api/v1/memories", Map.of("userId", "zoe", "memories", List.of(memory)));
        assertThat(stored.status()).as(stored.text()).isEqualTo(201);
        return stored.json().path("memories").path(0).path("id").asString();
    }

    private JsonNode history(String id) {
        return client.get("/api/v1/memories/" + id + "/history?userId=zoe")
                .json()
                .path("items");
    }

    private List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        client.get(path)
                .json()
                .path("items")
                .forEach(item -> texts.add(item.path("text").asString()));
        return texts;
    }

    private String found(String question) {
        return client.post("/api/v1/search", Map.of("userId", "zoe", "query", question))
                .text();
    }

    private static Map<String, Object> turns(String text) {
        return Map.of("userId", "zoe", "turns", List.of(Map.of("role", "USER", "text", text)));
    }
}
