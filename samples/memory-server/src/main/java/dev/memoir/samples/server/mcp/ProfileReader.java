// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp;

import dev.memoir.samples.server.error.LoggedFailure;
import dev.memoir.samples.server.mcp.connection.McpCall;
import dev.memoir.samples.server.mcp.connection.McpConnection;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads the profile of a connection's user. Thread-safe. */
final class ProfileReader {

    private static final Logger LOG = LoggerFactory.getLogger(ProfileReader.class);

    private final Executor executor;

    ProfileReader(Executor executor) {
        this.executor = executor;
    }

    /**
     * {@return what is made of the profile's text, which is empty if nothing is known}
     *
     * @param exchange the request
     * @param result makes the result of the text
     */
    <T> Mono<T> read(McpAsyncServerExchange exchange, Function<String, T> result) {
        McpConnection connection = McpCall.of(exchange.transportContext()).connection();
        return Mono.fromCallable(() -> result.apply(
                        connection.memory().profile(connection.scope()).text()))
                .subscribeOn(Schedulers.fromExecutor(executor))
                .onErrorMap(failure -> {
                    LOG.error("The profile cannot be read: {}", LoggedFailure.of(failure));
                    return McpError.builder(ErrorCodes.INTERNAL_ERROR)
                            .message("The memory is not available now.")
                            .build();
                });
    }
}
