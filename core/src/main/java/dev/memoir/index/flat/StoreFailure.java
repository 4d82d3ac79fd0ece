package dev.memoir.index.flat;

import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexUnavailableException;
import dev.memoir.concurrent.InterruptGuard;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.stream.Stream;

/** The failure of another library's store, as an index tells it. */
public final class StoreFailure {

    /** What the clients of stores throw, or wrap, when nobody answers. */
    private static final List<Class<? extends Exception>> UNANSWERED = List.of(
            ConnectException.class,
            UnknownHostException.class,
            SocketTimeoutException.class,
            HttpTimeoutException.class,
            ClosedChannelException.class);

    private StoreFailure() {}

    /**
     * {@return a {@link MemoryIndexUnavailableException} if the store's server was not reached or did not answer in time, or if
     * this thread was interrupted while it waited; else
     * a {@link MemoryIndexException}}
     *
     * @param message what happened and how to mend it, without what is stored
     * @param cause what the store threw
     */
    public static MemoryIndexException of(String message, RuntimeException cause) {
        if (InterruptGuard.caused(cause)) {
            return new MemoryIndexUnavailableException(message, cause);
        }
        return Stream.<Throwable>iterate(cause, each -> each != null, Throwable::getCause)
                        .limit(20)
                        .anyMatch(StoreFailure::isAway)
                ? new MemoryIndexUnavailableException(message, cause)
                : new MemoryIndexException(message, cause);
    }

    private static boolean isAway(Throwable cause) {
        return UNANSWERED.stream().anyMatch(kind -> kind.isInstance(cause));
    }
}
