// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.MissingProviderException;
import dev.memoir.embed.EmbedderProvider;
import dev.memoir.index.IndexProvider;
import dev.memoir.ledger.LedgerProvider;
import java.util.Iterator;
import java.util.ServiceLoader;

/**
 * Finds the default ledger, index and embedder on the class path. Each method throws a {@link MissingProviderException}
 * if there is none. Stateless and thread-safe.
 */
public final class DefaultProviders {

    private DefaultProviders() {}

    /** {@return the provider of ledgers in a directory} */
    public static LedgerProvider ledger() {
        return find(LedgerProvider.class, "ledger", "memoir-jdbc", "ledger(LedgerFactory)");
    }

    /** {@return the provider of indexes in a directory} */
    public static IndexProvider index() {
        return find(IndexProvider.class, "index", "memoir-lucene", "index(MemoryIndexFactory)");
    }

    /** {@return the provider of an embedder} */
    public static EmbedderProvider embedder() {
        return find(EmbedderProvider.class, "embedder", "memoir-minilm", "embedder(Embedder)");
    }

    /**
     * Tries the class loader of Memoir before the thread's class loader, which may see other versions of the modules.
     */
    private static <P> P find(Class<P> type, String name, String module, String setting) {
        Iterator<P> own = ServiceLoader.load(type, type.getClassLoader()).iterator();
        if (own.hasNext()) {
            return own.next();
        }
        return ServiceLoader.load(type)
                .findFirst()
                .orElseThrow(() -> new MissingProviderException("No " + name + " is on the class path. Add the"
                        + " dependency dev.memoir:memoir, which brings all defaults, or dev.memoir:" + module
                        + " alone; or give the builder one: " + setting + "."));
    }
}
