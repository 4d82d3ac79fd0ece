// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import dev.memoir.samples.server.mcp.connection.McpCall;
import dev.memoir.samples.server.mcp.connection.McpConnection;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * MCP over standard input and output, one message a line. Unlike the SDK's own transport it survives lines that are no
 * messages, and answers what is in flight when the input ends.
 */
public final class StdioTransport implements McpServerTransportProvider {

    private final McpConnection connection;
    private final OutputStream out;
    private final ProtocolJson json;
    private final RunningCalls calls = new RunningCalls();
    private @Nullable McpServerSession session;
    private boolean ready;
    private volatile boolean closed;

    /**
     * Creates a transport, on which an MCP server must be built before it is run.
     *
     * @param connection the connection of the only client
     * @param out where messages are written
     * @param json the protocol's JSON
     */
    public StdioTransport(McpConnection connection, OutputStream out, ProtocolJson json) {
        this.connection = connection;
        this.out = out;
        this.json = json;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(new Client());
    }

    /**
     * Serves the client until the input ends, then waits for running calls to be answered.
     *
     * @param in where messages are read
     * @param longestLine the maximum size of a message in bytes
     * @param patience how long to wait for running calls
     * @throws IOException if the input cannot be read
     */
    public void run(InputStream in, int longestLine, Duration patience) throws IOException {
        LineReader lines = new LineReader(in, longestLine);
        for (LineReader.Line line = lines.next(); line != null && !closed; line = lines.next()) {
            try {
                if (line.tooLong()) {
                    throw JsonRpcException.invalid("The message is larger than " + longestLine + " bytes.", null);
                }
                if (!line.isBlank()) {
                    accept(JsonRpcReader.read(line.bytes()));
                }
            } catch (JsonRpcException e) {
                write(e.response());
            }
        }
        calls.awaitEnd(patience);
        calls.cancelAll();
    }

    private void accept(JSONRPCMessage message) throws JsonRpcException {
        McpServerSession client = Objects.requireNonNull(session, "an MCP server is built on the transport");
        if (calls.cancelledBy(message)) {
            return;
        }
        McpCall call = new McpCall(connection);
        Mono<Void> handled =
                client.handle(message).contextWrite(context -> context.put(McpTransportContext.KEY, call.context()));
        if (message instanceof JSONRPCRequest request) {
            // The SDK would let it wait forever.
            if (!ready && !request.method().equals(McpSchema.METHOD_INITIALIZE)) {
                throw JsonRpcException.invalid(
                        "The session is not open. Send 'initialize' and 'notifications/initialized' first.",
                        request.id());
            }
            calls.run(request, call, handled, () -> {});
        } else if (message instanceof JSONRPCNotification notification
                && notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED)) {
            ready = true;
            handled.subscribe(nothing -> {}, failure -> {});
        }
    }

    private void write(Object message) {
        try {
            byte[] text = json.writeValueAsBytes(message);
            synchronized (out) {
                out.write(text);
                out.write('\n');
                out.flush();
            }
        } catch (IOException e) {
            // Nobody reads any more; the input ends too, or has ended.
            closed = true;
        }
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> notifyClient(String sessionId, String method, Object params) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> closed = true);
    }

    /** Writes to the client. */
    private final class Client implements McpServerTransport {

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.fromRunnable(() -> write(OutgoingError.masked(message)));
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return json.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return StdioTransport.this.closeGracefully();
        }
    }
}
