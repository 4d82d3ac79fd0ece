// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.StorageException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Closes resources in the reverse order of opening, all of them even if some fail. Not thread-safe. */
public final class CloseStack implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Creates an empty stack. */
    public CloseStack() {}

    /**
     * {@return the resource, which is closed with the others}
     *
     * @param resource a resource that was just opened
     * @param <T> its type
     */
    public <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Closes the last resource first. Throws the first failure after all are closed, with the others suppressed. */
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
