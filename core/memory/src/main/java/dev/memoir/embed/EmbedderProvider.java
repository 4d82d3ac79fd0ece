// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import dev.memoir.EmbedderException;

/** Loads the embedder of a memory that is given none. Found with {@link java.util.ServiceLoader}. */
public interface EmbedderProvider {

    /**
     * Loads the embedder. Called on a background thread, while the ledger opens.
     *
     * @return the embedder, to be closed by the caller
     * @throws EmbedderException if its model cannot be loaded
     */
    Embedder load();
}
