// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexUnavailableException;
import dev.memoir.internal.concurrent.InterruptGuard;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.stream.Stream;

/** Converts failures of another library's store to exceptions of an index. */
public final class StoreFailure {

    /** Exceptions that the clients of stores throw, or wrap, when nothing responds. */
    private static final List<Class<? extends Exception>> UNAVAILABLE = List.of(
            ConnectException.class,
            UnknownHostException.class,
            SocketTimeoutException.class,
            HttpTimeoutException.class,
            ClosedChannelException.class);

    private StoreFailure() {}

    /**
     * {@return a {@link MemoryIndexUnavailableException} if the store's server was unreachable or too slow, or this
     * thread was interrupted while it waited; otherwise a {@link MemoryIndexException}}
     *
     * @param message what happened and how to fix it, without stored content
     * @param cause the store's exception
     */
    public static MemoryIndexException of(String message, RuntimeException cause) {
        if (InterruptGuard.caused(cause)) {
            return new MemoryIndexUnavailableException(message, cause);
        }
        return Stream.<Throwable>iterate(cause, each -> each != null, Throwable::getCause)
                        .limit(20)
                        .anyMatch(StoreFailure::isUnavailable)
                ? new MemoryIndexUnavailableException(message, cause)
                : new MemoryIndexException(message, cause);
    }

    private static boolean isUnavailable(Throwable cause) {
        return UNAVAILABLE.stream().anyMatch(kind -> kind.isInstance(cause));
    }
}
