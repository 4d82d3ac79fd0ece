// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.Scope;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Matches the documents of a scope by their cached {@linkplain ScopeBits bits}. */
final class ScopeQuery extends ConstantScoreDocumentsQuery<Scope> {

    private final ScopeBits bits;

    ScopeQuery(Scope scope, ScopeBits bits) {
        super(scope);
        this.bits = bits;
    }

    @Override
    @Nullable
    DocIdSetIterator documents(IndexSearcher searcher, LeafReaderContext leaf) throws IOException {
        FixedBitSet documents = bits.of(searcher, leaf, value());
        int count = documents.cardinality();
        return count == 0 ? null : new BitSetIterator(documents, count);
    }
}
