// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Scope;
import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import dev.memoir.samples.server.ServerClient.Answer;
import dev.memoir.samples.server.key.Tenant;
import dev.memoir.samples.server.security.FuzzClient.Request;
import dev.memoir.samples.server.security.FuzzTargets.Target;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random requests of a tenant, and of a key that is bound to one user, with everything that they could guess of others:
 * no byte of another tenant or user comes back, and nothing of theirs changes. {@code -Dmemoir.fuzz.requests} sets the
 * number, {@code -Dmemoir.fuzz.seed} the seed.
 */
class TenantFuzzTest {

    private static final int REQUESTS = Integer.getInteger("memoir.fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("memoir.fuzz.seed", 17);

    private static final List<String> HARMLESS =
            List.of("*", "%", "_", "", "null", "nobody", "a' or '1'='1", "..", "日本");

    private static final RunningServer SERVER = RunningServer.shared();
    private static final Planted OURS = new Planted("fuzz-a", "quokka");
    private static final Planted THEIRS = new Planted("fuzz-b", "axolotl");

    private static List<Target> targets;

    /** A tenant with items whose texts, names and metadata contain a marker, which nobody else ever sends. */
    private static final class Planted {

        private final Tenant tenant;
        private final String marker;
        private final List<String> users = List.of("zoe", "tom", "only-" + UUID.randomUUID());
        private final List<String> ids = new ArrayList<>();

        /** A user that nobody guesses. */
        private final String hiddenUser = "hidden-" + UUID.randomUUID();

        private final List<String> hiddenIds = new ArrayList<>();

        Planted(String tenant, String marker) {
            this.tenant = new Tenant(tenant);
            this.marker = marker + UUID.randomUUID().toString().substring(0, 8);
        }

        ServerClient client(boolean admin) {
            return SERVER.client(tenant, null, false, admin);
        }

        void plant() {
            users.forEach(user -> plant(user, ids));
            plant(hiddenUser, hiddenIds);
        }

        private void plant(String user, List<String> into) {
            ServerClient client = client(false);
            Answer turns = client.post(
                    "/api/v1/turns",
                    Map.of(
                            "userId",
                            user,
                            "awaitSeconds",
                            60,
                            "turns",
                            List.of(Map.of(
                                    "role",
                                    "USER",
                                    "speaker",
                                    "Dr " + marker,
                                    "text",
                                    "The secret is " + marker + ".",
                                    "metadata",
                                    Map.of("topic", marker)))));
            assertThat(turns.status()).as(turns.text()).isEqualTo(201);
            turns.json().path("turns").forEach(turn -> into.add(turn.path("id").asString()));
            Answer memories = client.post(
                    "/api/v1/memories",
                    Map.of("userId", user, "memories", List.of(Map.of("text", "Knows " + marker + "."))));
            memories.json()
                    .path("memories")
                    .forEach(memory -> into.add(memory.path("id").asString()));
            String memory = into.get(into.size() - 1);
            client.get("/api/v1/memories/" + memory + "/history?userId=" + user)
                    .json()
                    .path("items")
                    .forEach(step -> into.add(step.path("id").asString()));
            into.add(client.get("/api/v1/turns?limit=1&userId=" + user)
                    .json()
                    .path("next")
                    .asString("turn-1"));
        }

        String content() {
            Answer export = client(true).get("/api/v1/export");
            assertThat(export.status()).isEqualTo(200);
            // The first line says when it was exported.
            return export.text().lines().skip(1).collect(Collectors.joining("\n"));
        }
    }

    @BeforeAll
    static void plant() {
        OURS.plant();
        THEIRS.plant();
        targets = FuzzTargets.of(SERVER, "/error");
    }

    @Test
    void no_byte_of_another_tenant_comes_back() {
        String before = THEIRS.content();
        attack(REQUESTS, Objects.requireNonNull(OURS.client(false).key()), null);
        assertThat(THEIRS.content()).isEqualTo(before);
    }

    @Test
    void no_byte_of_another_user_comes_back_to_a_key_that_is_bound_to_one() {
        String before = THEIRS.content();
        ServerClient bound = SERVER.client(THEIRS.tenant, Scope.user("mallory"), false, false);
        attack(REQUESTS / 2, Objects.requireNonNull(bound.key()), "mallory");
        assertThat(THEIRS.content().lines().filter(line -> line.contains(THEIRS.marker)))
                .containsExactlyElementsOf(before.lines()
                        .filter(line -> line.contains(THEIRS.marker))
                        .toList());
    }

    @Test
    void the_id_of_another_tenants_item_is_answered_like_one_that_does_not_exist() {
        FuzzClient client = new FuzzClient(
                SERVER.url(), Objects.requireNonNull(OURS.client(false).key()));
        for (Target target : targets) {
            if (target.method().equals("GET") && target.path().contains("{")) {
                for (String theirs : items(THEIRS.ids)) {
                    String unknown = UUID.randomUUID().toString();
                    assertThat(answer(client, target, theirs)).isEqualTo(answer(client, target, unknown));
                }
            }
        }
    }

    /** {@return the ids of turns, memories and steps, without page tokens} */
    private static List<String> items(List<String> ids) {
        return ids.stream().filter(id -> id.length() > 30).toList();
    }

    private static String answer(FuzzClient client, Target target, String id) {
        String path = target.path().replaceAll("\\{[^}]+}", id) + "?userId=zoe&user_id=zoe";
        HttpResponse<String> response = client.send(new Request("GET", path, new byte[0], List.of()));
        return target.path() + " " + response.statusCode() + " "
                + response.body().replace(id, "ID").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID");
    }

    private static void attack(int requests, String key, @Nullable String user) {
        FuzzClient client = new FuzzClient(SERVER.url(), key);
        List<String> users = new ArrayList<>(HARMLESS);
        users.addAll(OURS.users);
        users.addAll(THEIRS.users);
        if (user != null) {
            users.add(user);
        }
        List<String> ids = new ArrayList<>(HARMLESS);
        ids.addAll(OURS.ids);
        ids.addAll(THEIRS.ids);
        ids.addAll(THEIRS.ids);
        List<String> texts = List.of("secret", "What is the secret?", "Knows", "*", OURS.marker);
        IntStream.range(0, Math.max(1, requests / 100)).parallel().forEach(round -> {
            RandomRequests random = new RandomRequests(new Random(SEED + round), targets, users, ids, texts);
            for (int i = 0; i < Math.min(requests, 100); i++) {
                Request request = random.next();
                HttpResponse<String> response = client.send(request);
                check(request, response);
            }
        });
    }

    private static void check(Request request, HttpResponse<String> response) {
        String all = response.body() + response.headers().map();
        // What was guessed may come back: the caller may have stored something under that name itself.
        Stream<String> leaked =
                Stream.concat(Stream.of(THEIRS.marker, THEIRS.hiddenUser), items(THEIRS.hiddenIds).stream());
        assertThat(leaked.filter(all::contains)).as("%s%n%s", request, all).isEmpty();
        assertThat(response.statusCode() < 500 || response.statusCode() == 501)
                .as("%s%n%s %s", request, response.statusCode(), all)
                .isTrue();
    }
}
