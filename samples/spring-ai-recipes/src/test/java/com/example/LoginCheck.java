// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.spring.LongTermMemoryAdvisor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What users of an application with a login see of each other's memory. */
public abstract class LoginCheck {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    protected LongTermMemory memory;

    @Autowired
    private LongTermMemoryAdvisor advisor;

    @Autowired
    protected ModelStandIn model;

    @Test
    void each_user_is_recalled_what_is_their_own() {
        checked("/chat");
    }

    @Test
    void each_user_is_recalled_what_is_their_own_in_a_stream() {
        checked("/stream");
    }

    @Test
    void users_who_stream_at_the_same_time_see_nothing_of_each_other() {
        know("ida", "Lisbon");
        know("kim", "Oslo");
        CompletableFuture<?>[] both = IntStream.range(0, 20)
                .mapToObj(i -> asked("/stream", i % 2 == 0 ? "ida" : "kim", question(i)))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(both).join();
        for (int i = 0; i < 20; i++) {
            assertThat(model.systemOf(question(i)))
                    .contains(i % 2 == 0 ? "Lisbon" : "Oslo")
                    .doesNotContain(i % 2 == 0 ? "Oslo" : "Lisbon");
        }
    }

    private static String question(int number) {
        return "Question " + number + ": Which city did my sister move to?";
    }

    @Test
    void one_who_is_not_logged_in_has_no_memory() {
        assertThat(asked("/stream", null, "Where is nobody's sister?").join()).isEqualTo("Noted.");
        assertThat(model.systemOf("Where is nobody's sister?")).doesNotContain("recalled-memory");
        await().atMost(Duration.ofMinutes(1)).until(() -> advisor.awaitWritten(Scope.user("anonymousUser")));
        assertThat(memory.stats(Scope.user("anonymousUser")).turns()).isZero();
    }

    /** Asks as two users on a path and checks what each is recalled. */
    protected final void checked(String path) {
        recalled(path, "zoe" + path.substring(1), "Lisbon", "Oslo");
        recalled(path, "tom" + path.substring(1), "Oslo", "Lisbon");
    }

    private void recalled(String path, String user, String own, String others) {
        know(user, own);
        assertThat(asked(path, user, "To " + user + ": where is my sister?").join())
                .isEqualTo("Noted.");
        assertThat(model.systemOf("To " + user)).contains(own).doesNotContain(others);
        await().atMost(Duration.ofMinutes(1)).until(() -> advisor.awaitWritten(Scope.user(user)));
        assertThat(memory.stats(Scope.user(user)).turns()).isEqualTo(3);
    }

    private void know(String user, String city) {
        memory.add(Scope.user(user), Turn.user("My sister moved to " + city + " in May."));
    }

    protected final CompletableFuture<String> asked(String path, @Nullable String user, String words) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "text/plain")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(words));
        if (user != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8)));
        }
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }
}
