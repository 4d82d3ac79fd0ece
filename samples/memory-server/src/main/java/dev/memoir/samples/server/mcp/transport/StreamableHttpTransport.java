// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import dev.memoir.InvalidInputException;
import dev.memoir.samples.server.error.ApiError;
import dev.memoir.samples.server.error.BodyTooLargeException;
import dev.memoir.samples.server.error.ErrorResponses;
import dev.memoir.samples.server.error.ForbiddenException;
import dev.memoir.samples.server.mcp.connection.McpCall;
import dev.memoir.samples.server.mcp.connection.McpConnection;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.HttpRequestHandler;
import reactor.core.publisher.Mono;

/**
 * MCP's streamable HTTP. Unlike the SDK's own transports it holds no thread while a call waits, binds sessions to the
 * key that opened them and limits their number, lets clients cancel calls, and answers whatever it is sent with an
 * error of the protocol. Thread-safe.
 *
 * <p>The server has nothing to say unasked, so that there is no stream to listen to: GET is not allowed.
 */
public final class StreamableHttpTransport implements McpStreamableServerTransportProvider, HttpRequestHandler {

    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";
    private static final List<String> VERSIONS = List.of("2025-03-26", "2025-06-18", "2025-11-25");

    private final ConnectionResolver connections;
    private final McpSessions sessions;
    private final ErrorResponses errors;
    private final ProtocolJson json;
    private volatile McpStreamableServerSession.@Nullable Factory factory;

    /**
     * Creates a transport that serves requests as soon as an MCP server is built on it.
     *
     * @param connections finds out whose memory a request is about
     * @param sessions the open sessions
     * @param errors renders errors
     * @param json the protocol's JSON
     */
    public StreamableHttpTransport(
            ConnectionResolver connections, McpSessions sessions, ErrorResponses errors, ProtocolJson json) {
        this.connections = connections;
        this.sessions = sessions;
        this.errors = errors;
        this.json = json;
    }

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory factory) {
        this.factory = factory;
    }

    @Override
    public List<String> protocolVersions() {
        return VERSIONS;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            switch (request.getMethod()) {
                case "POST" -> post(request, response);
                case "DELETE" -> delete(request, response);
                default ->
                    refuse(
                            request,
                            response,
                            new ApiError(
                                    HttpStatus.METHOD_NOT_ALLOWED,
                                    "Use POST to send a message and DELETE to end the session.",
                                    Map.of("Allow", "POST, DELETE")));
            }
        } catch (JsonRpcException e) {
            write(response, HttpServletResponse.SC_BAD_REQUEST, e.response());
        } catch (BodyTooLargeException e) {
            refuse(request, response, e.error());
        } catch (ForbiddenException e) {
            refuse(request, response, ApiError.of(HttpStatus.FORBIDDEN, String.valueOf(e.getMessage())));
        } catch (InvalidInputException e) {
            refuse(request, response, ApiError.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage())));
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException, JsonRpcException {
        Optional<ApiError> refusal = refusal(request);
        if (refusal.isPresent()) {
            refuse(request, response, refusal.get());
            return;
        }
        McpConnection connection = connections.resolve(request);
        JSONRPCMessage message = JsonRpcReader.read(request.getInputStream().readAllBytes());
        if (message instanceof JSONRPCRequest initialize && initialize.method().equals(McpSchema.METHOD_INITIALIZE)) {
            initialize(initialize, connection, response);
            return;
        }
        McpSessions.Open open = session(request, connection).orElse(null);
        if (open == null) {
            refuse(request, response, unknownSession(request));
        } else if (message instanceof JSONRPCRequest call) {
            call(call, open, connection, request);
        } else {
            open.calls().cancelledBy(message);
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
        }
    }

    private void initialize(JSONRPCRequest request, McpConnection connection, HttpServletResponse response)
            throws IOException {
        try {
            InitializeRequest parameters = json.convertValue(
                    Objects.requireNonNullElse(request.params(), Map.of()), new TypeRef<InitializeRequest>() {});
            McpStreamableServerSessionInit started = Objects.requireNonNull(
                            factory, "an MCP server is built on the transport")
                    .startSession(parameters);
            Object result = Objects.requireNonNull(started.initResult().block());
            sessions.add(started.session(), connection);
            response.setHeader(SESSION, started.session().getId());
            write(response, HttpServletResponse.SC_OK, JSONRPCResponse.result(request.id(), result));
        } catch (McpError e) {
            write(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    JSONRPCResponse.error(request.id(), e.getJsonRpcError()));
        }
    }

    private void call(
            JSONRPCRequest message, McpSessions.Open open, McpConnection connection, HttpServletRequest request) {
        McpCall call = new McpCall(connection);
        AsyncContext async = request.startAsync();
        // A call ends by itself; how long it may wait is not up to the container.
        async.setTimeout(0);
        HttpReply reply = new HttpReply(async, asksForProgress(message), json);
        Mono<Void> work = open.session()
                .responseStream(reply)
                .handle(message)
                .contextWrite(context -> context.put(McpTransportContext.KEY, call.context()))
                .onErrorResume(failure -> reply.sendMessage(OutgoingError.response(message.id(), failure)));
        try {
            open.calls().run(message, call, work, reply::close);
        } catch (JsonRpcException e) {
            reply.sendMessage(e.response(message.id())).subscribe();
            reply.close();
        }
    }

    private void delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        McpSessions.Open open = session(request, connections.resolve(request)).orElse(null);
        if (open == null) {
            refuse(request, response, unknownSession(request));
        } else {
            sessions.close(open);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private Optional<McpSessions.Open> session(HttpServletRequest request, McpConnection connection) {
        String id = request.getHeader(SESSION);
        return id == null ? Optional.empty() : sessions.find(id, connection);
    }

    private static ApiError unknownSession(HttpServletRequest request) {
        return request.getHeader(SESSION) == null
                ? ApiError.of(HttpStatus.BAD_REQUEST, "The header " + SESSION + " is missing. Send 'initialize' first.")
                : ApiError.of(HttpStatus.NOT_FOUND, "There is no such session. Send 'initialize' to open one.");
    }

    private static Optional<ApiError> refusal(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json *(;.*)?")) {
            return Optional.of(
                    ApiError.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json."));
        }
        String accept = request.getHeader("Accept");
        if (accept != null
                && !accept.contains("*/*")
                && !(accept.contains("application/json") && accept.contains("text/event-stream"))) {
            return Optional.of(ApiError.of(
                    HttpStatus.NOT_ACCEPTABLE, "Accept must contain application/json and text/event-stream."));
        }
        String version = request.getHeader(VERSION);
        if (version != null && !VERSIONS.contains(version)) {
            return Optional.of(ApiError.of(
                    HttpStatus.BAD_REQUEST,
                    "This protocol version is not supported. Supported: " + String.join(", ", VERSIONS) + "."));
        }
        return Optional.empty();
    }

    private static boolean asksForProgress(JSONRPCRequest message) {
        return message.params() instanceof Map<?, ?> params
                && params.get("_meta") instanceof Map<?, ?> meta
                && meta.get("progressToken") != null;
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ApiError error) throws IOException {
        errors.write(request, response, error);
    }

    private void write(HttpServletResponse response, int status, Object body) throws IOException {
        byte[] text = json.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    /** Sends nothing: the server has nothing to say unasked. */
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
        return Mono.fromRunnable(sessions::closeAll);
    }
}
