// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import dev.memoir.samples.server.error.ErrorResponses;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mcp.connection.McpConnection;
import dev.memoir.samples.server.mcp.transport.ConnectionResolver;
import dev.memoir.samples.server.mcp.transport.McpSessions;
import dev.memoir.samples.server.mcp.transport.ProtocolJson;
import dev.memoir.samples.server.mcp.transport.StreamableHttpTransport;
import dev.memoir.samples.server.model.ConfiguredModel;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.modelcontextprotocol.server.McpAsyncServer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.HttpRequestHandler;

/** MCP over HTTP, at {@value #PATH}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(McpSettings.class)
class McpConfiguration {

    static final String PATH = "/mcp";

    private static final String USER = "X-Memoir-User";
    private static final String AGENT = "X-Memoir-Agent";
    private static final String RUN = "X-Memoir-Run";

    @Lazy
    @Bean(destroyMethod = "close")
    McpServers mcpServers(McpSettings settings) {
        return new McpServers(new ProtocolJson(), settings.extractionWait());
    }

    /** The scope is that of the key, or the headers say it if the key is bound to none. */
    @Bean
    ConnectionResolver mcpConnections(TenantMemories memories, ConfiguredModel model) {
        return request -> {
            Caller caller = (Caller)
                    Objects.requireNonNull(request.getAttribute(Caller.ATTRIBUTE), "authenticated by a filter");
            return new McpConnection(caller, scope(caller, request), () -> memories.of(caller), model.model() != null);
        };
    }

    @Lazy
    @Bean
    StreamableHttpTransport mcpTransport(
            ConnectionResolver connections, McpSettings settings, ErrorResponses errors, InstantSource clock) {
        return new StreamableHttpTransport(
                connections,
                new McpSessions(settings.sessions(), settings.sessionsPerKey(), settings.sessionIdle(), clock),
                errors,
                new ProtocolJson());
    }

    @Lazy
    @Bean(destroyMethod = "close")
    McpAsyncServer mcpServer(McpServers servers, StreamableHttpTransport transport) {
        return servers.on(transport);
    }

    /**
     * The name of the bean is the path that it serves. The first request builds the server: the schemas of its tools take
     * a tenth of the application's start, and not every server is asked for MCP.
     */
    @Bean(PATH)
    HttpRequestHandler mcpEndpoint(
            ObjectProvider<McpAsyncServer> server, ObjectProvider<StreamableHttpTransport> transport) {
        return (request, response) -> {
            server.getObject();
            transport.getObject().handleRequest(request, response);
        };
    }

    private static Scope scope(Caller caller, HttpServletRequest request) {
        String user = request.getHeader(USER);
        String agent = request.getHeader(AGENT);
        String run = request.getHeader(RUN);
        if (caller.fixedScope() == null && user == null && agent == null && run == null) {
            throw new InvalidInputException(
                    "Say whose memory it is: send the header " + USER + ", or use a key that is bound to a user.");
        }
        return caller.scope(user, agent, run);
    }
}
