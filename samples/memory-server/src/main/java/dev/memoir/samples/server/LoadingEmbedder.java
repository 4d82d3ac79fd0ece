// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import dev.memoir.embed.Embedder;
import dev.memoir.embed.minilm.MiniLmEmbedder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.DisposableBean;

/** The embedder of all memories, which is loaded in the background while the server starts. */
final class LoadingEmbedder implements DisposableBean {

    private final CompletableFuture<? extends Embedder> loading;

    private LoadingEmbedder(CompletableFuture<? extends Embedder> loading) {
        this.loading = loading;
    }

    /** {@return the embedder that is being loaded from now on} */
    static LoadingEmbedder start() {
        return new LoadingEmbedder(CompletableFuture.supplyAsync(MiniLmEmbedder::load));
    }

    /** {@return the embedder, once it is loaded} */
    Embedder get() {
        try {
            return loading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void destroy() {
        if (!loading.isCompletedExceptionally()) {
            get().close();
        }
    }
}
