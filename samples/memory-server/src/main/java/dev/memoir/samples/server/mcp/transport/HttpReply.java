// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The HTTP response to one request: a JSON object or, if the client asked for progress, a stream of events that ends
 * with the JSON-RPC response. Thread-safe.
 */
final class HttpReply implements McpStreamableServerTransport {

    private final AsyncContext request;
    private final boolean streams;
    private final ProtocolJson json;
    private boolean begun;
    private boolean closed;

    HttpReply(AsyncContext request, boolean streams, ProtocolJson json) {
        this.request = request;
        this.streams = streams;
        this.json = json;
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> send(message));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String messageId) {
        return sendMessage(message);
    }

    private synchronized void send(JSONRPCMessage message) {
        if (closed || !(streams || message instanceof JSONRPCResponse)) {
            return;
        }
        try {
            byte[] text = json.writeValueAsBytes(OutgoingError.masked(message));
            HttpServletResponse response = (HttpServletResponse) request.getResponse();
            if (!begun) {
                begun = true;
                response.setContentType(streams ? "text/event-stream" : "application/json");
                // nginx would hold back what is not a whole answer.
                response.setHeader("X-Accel-Buffering", "no");
                if (!streams) {
                    response.setContentLength(text.length);
                }
            }
            OutputStream out = response.getOutputStream();
            if (streams) {
                out.write("event: message\ndata: ".getBytes(StandardCharsets.UTF_8));
                out.write(text);
                out.write("\n\n".getBytes(StandardCharsets.UTF_8));
            } else {
                out.write(text);
            }
            out.flush();
        } catch (IOException e) {
            // The client has gone. What it asked for is carried out nevertheless: it did not cancel it.
            close();
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }

    /** Does nothing: the SDK closes a reply before it reports that the request failed, which is to be sent too. */
    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    /** Ends the response; that of a cancelled request is empty. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!begun) {
            ((HttpServletResponse) request.getResponse()).setStatus(HttpServletResponse.SC_ACCEPTED);
        }
        request.complete();
    }
}
