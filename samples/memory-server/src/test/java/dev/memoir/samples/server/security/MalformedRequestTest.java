// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.key.Tenant;
import dev.memoir.samples.server.security.FuzzClient.Request;
import dev.memoir.samples.server.security.FuzzTargets.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Malformed requests of all kinds: whoever sends them learns what is wrong, by a status of 4xx, and nothing about the
 * inside of the server. {@code -Dmemoir.fuzz.malformed} sets the number of mutated requests.
 */
class MalformedRequestTest {

    private static final int REQUESTS = Integer.getInteger("memoir.fuzz.malformed", 2_000);
    private static final long SEED = Long.getLong("memoir.fuzz.seed", 17);

    private static final Pattern INTERNALS = Pattern.compile(
            "(?i)exception|java\\.|springframework|jackson|tomcat|\\bselect \\b|sqlite|postgres|dev\\.memoir|/tmp/|hikari|lucene");

    private static final JsonMapper JSON = new JsonMapper();
    private static final RunningServer SERVER = RunningServer.shared();
    private static final FuzzClient CLIENT = client(false);
    private static final FuzzClient ADMIN = client(true);
    private static final List<Target> TARGETS = FuzzTargets.of(SERVER, "/error");

    private static FuzzClient client(boolean admin) {
        return new FuzzClient(
                SERVER.url(),
                Objects.requireNonNull(SERVER.client(new Tenant("malformed"), null, false, admin)
                        .key()));
    }

    @Test
    void mutated_requests_are_refused_with_a_message_or_were_still_valid() {
        List<String> ids = List.of(UUID.randomUUID().toString(), "x", "%", "\u0000", "é");
        IntStream.range(0, Math.max(1, REQUESTS / 100)).parallel().forEach(round -> {
            Random random = new Random(SEED + round);
            RandomRequests requests = new RandomRequests(
                    random,
                    TARGETS,
                    List.of("zoe", "", "a b", "x".repeat(300)),
                    ids,
                    List.of("Hello.", "\u0000", "\ud800x"));
            for (int i = 0; i < 100; i++) {
                Target target = requests.target();
                byte[] body = mutated(random, requests.body(target));
                check(random.nextInt(4) == 0 ? ADMIN : CLIENT, request(target.method(), requests.path(target), body));
            }
        });
    }

    @Test
    void a_blank_constant_in_a_query_is_refused() {
        var client = SERVER.client(new Tenant("malformed"), null, false, false);

        assertThat(client.get("/api/v1/scopes?groupBy=USER&groupBy=%00").status())
                .isEqualTo(400);
    }

    @Test
    void bodies_of_the_wrong_form_are_refused() {
        byte[] nested = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        byte[] objects = "{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        byte[] invalid = {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'};
        byte[] number = ("{\"limit\":1" + "0".repeat(50_000) + "}").getBytes(StandardCharsets.UTF_8);
        for (Target target : TARGETS) {
            if (!target.body().isEmpty()) {
                String path = target.path().replaceAll("\\{[^}]+}", "x");
                for (byte[] body : List.of(nested, objects, invalid, number, "null".getBytes(StandardCharsets.UTF_8))) {
                    HttpResponse<String> response = check(CLIENT, request(target.method(), path, body));
                    assertThat(response.statusCode()).as(target.path()).isBetween(400, 499);
                }
                Request form = new Request(
                        target.method(),
                        path,
                        body("a=b"),
                        List.of("Content-Type", "application/x-www-form-urlencoded"));
                assertThat(check(CLIENT, form).statusCode()).as(target.path()).isBetween(400, 499);
            }
        }
    }

    @Test
    void a_body_of_50_megabytes_is_refused_before_it_is_read() {
        byte[] huge = new byte[50 * 1024 * 1024];
        Arrays.fill(huge, (byte) 'x');
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.getOutputStream()
                    .write(("POST /api/v1/search HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + CLIENT.key()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: " + huge.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_is_no_http_is_refused_without_internals() throws IOException {
        for (String request : List.of(
                "GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET /api/v1/[x] HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "\u0000\u0001\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "x".repeat(100_000) + "\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                // 505 is how HTTP itself says that a version is not known.
                assertThat(answer)
                        .as(request)
                        .containsPattern("^HTTP/1.1 (4|505)")
                        .doesNotContain("<html")
                        .doesNotContainPattern(INTERNALS);
            }
        }
    }

    private static Request request(String method, String path, byte[] body) {
        return new Request(method, path, body, List.of("Content-Type", "application/json"));
    }

    private static HttpResponse<String> check(FuzzClient client, Request request) {
        HttpResponse<String> response = client.send(request);
        int status = response.statusCode();
        // 501 says that Memoir does not have what mem0 has.
        assertThat(status == 501 || (status >= 200 && status < 500))
                .as("%s%n%s %s", request, status, response.body())
                .isTrue();
        if (status >= 400) {
            assertThat(response.body())
                    .as("%s%n%s", request, response.body())
                    .doesNotContainPattern(INTERNALS)
                    .matches(MalformedRequestTest::hasMessage, "has a message");
        }
        return response;
    }

    /** As problem+json, in one of mem0's forms, or in JSON-RPC's. */
    private static boolean hasMessage(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return !json.path("detail").isMissingNode()
                    || !json.path("message").isMissingNode()
                    || !json.path("error").isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Cuts, doubles, overwrites or inserts bytes, or exchanges a value for one of another type. */
    private static byte[] mutated(Random random, byte[] body) {
        if (body.length == 0) {
            return body(random.nextBoolean() ? "{" : "");
        }
        byte[] mutated = body.clone();
        switch (random.nextInt(5)) {
            case 0 -> mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length));
            case 1 -> mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            case 2 -> {
                byte[] twice = Arrays.copyOf(mutated, mutated.length * 2);
                System.arraycopy(mutated, 0, twice, mutated.length, mutated.length);
                mutated = twice;
            }
            case 3 -> {
                String[] others = {
                    "null", "1e999", "-1", "true", "[]", "{}", "\"\"", "[null]", "\"\\u0000\"", "99999999999999999999"
                };
                String text = new String(mutated, StandardCharsets.UTF_8);
                mutated = body(text.replaceFirst(
                        "(?<=:)(\"[^\"]*\"|[0-9]+|true|false|null|\\[)",
                        others[random.nextInt(others.length)].replace("\\", "\\\\")));
            }
            default -> {
                int at = random.nextInt(mutated.length);
                for (int i = at; i < Math.min(mutated.length, at + 4); i++) {
                    mutated[i] = (byte) random.nextInt(256);
                }
            }
        }
        return mutated;
    }

    private static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
