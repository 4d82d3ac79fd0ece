// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Sends requests of any form with a key. */
record FuzzClient(String url, String key) {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(60))
            .build();

    /** A request, as it is reported if it fails. */
    record Request(String method, String path, byte[] body, List<String> headers) {

        boolean contains(String text) {
            return path.contains(text)
                    || new String(body, StandardCharsets.UTF_8).contains(text)
                    || headers.stream().anyMatch(header -> header.contains(text));
        }

        @Override
        public String toString() {
            String text = new String(body, StandardCharsets.UTF_8);
            return method + " " + path + " " + headers + "\n"
                    + (text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text);
        }
    }

    HttpResponse<String> send(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + request.path()))
                .timeout(Duration.ofMinutes(2))
                .method(
                        request.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()))
                .setHeader("Authorization", "Bearer " + key)
                .setHeader("Accept", "application/json, text/event-stream, */*;q=0.1");
        for (int i = 0; i < request.headers().size(); i += 2) {
            builder.setHeader(request.headers().get(i), request.headers().get(i + 1));
        }
        try {
            return HTTP.send(builder.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
