package dev.memoir.samples.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A model's server on loopback that streams: it notes what it is sent, says one half, and the other when it is let. */
final class ModelStandIn implements AutoCloseable {

    private static final String CHUNK = """
            data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"stand-in","choices":[{"index":0,\
            "delta":{"role":"assistant","content":"%s"},"finish_reason":%s}]}

            """;

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile int status = 200;

    ModelStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> requests() {
        return requests;
    }

    void fails(int status) {
        this.status = status;
    }

    /** Lets the next answers stop half-way until {@link #goOn}. */
    void holds() {
        held = new CountDownLatch(1);
    }

    void goOn() {
        held.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (status != 200) {
                byte[] body = "{\"error\":{\"message\":\"out of\\n order\"}}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            write(out, CHUNK.formatted("Noted by ", "null"));
            if (!held.await(60, TimeUnit.SECONDS)) {
                throw new IOException("nobody let it go on");
            }
            write(out, CHUNK.formatted("the stand-in.", "\"stop\"") + "data: [DONE]\n\n");
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
