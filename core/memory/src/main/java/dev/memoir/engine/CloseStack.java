package dev.memoir.engine;

import dev.memoir.StorageException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed in the opposite order, all of it even if some fails. Not thread-safe. */
public final class CloseStack implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Holds nothing yet. */
    public CloseStack() {}

    /**
     * {@return the resource, which is closed with the others}
     *
     * @param resource just opened
     * @param <T> its type
     */
    public <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Closes the last first. The first failure is thrown when all are closed, with the others attached. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = e instanceof RuntimeException r
                            ? r
                            : new StorageException("The memory could not be closed cleanly.", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
