// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.Accountable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentCacheTest {

    private static final Scope ANA = Scope.user("ana");
    private static final Scope BEN = Scope.user("ben");
    private static final Scope EVA = Scope.user("eva");

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final List<String> computed = new ArrayList<>();
    private final SegmentCache<Accountable> cache = new SegmentCache<>(5_000);
    private DirectoryReader reader;

    @BeforeEach
    void twoSegments() throws IOException {
        try (IndexWriter writer =
                new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
            writer.addDocument(new Document());
            writer.commit();
            writer.addDocument(new Document());
        }
        reader = DirectoryReader.open(directory);
        assertThat(reader.leaves()).hasSize(2);
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        directory.close();
    }

    @Test
    void what_fits_is_computed_once_per_scope_and_segment() throws IOException {
        read(ANA, 1_000);
        read(BEN, 1_000);
        read(ANA, 1_000);
        assertThat(computed).containsExactly("ana 0", "ana 1", "ben 0", "ben 1");
        assertThat(cache.bytes()).isBetween(4_000L, 5_000L);
    }

    @Test
    void the_scopes_used_least_recently_give_way_as_a_whole() throws IOException {
        read(ANA, 1_000);
        read(BEN, 1_000);
        read(ANA, 1_000);
        read(EVA, 1_000);
        assertThat(cache.bytes()).isLessThanOrEqualTo(5_000);
        computed.clear();
        read(ANA, 1_000);
        assertThat(computed).isEmpty();
        read(BEN, 1_000);
        assertThat(computed).containsExactly("ben 0", "ben 1");
    }

    @Test
    void one_large_scope_is_kept_alone_until_another_is_used() throws IOException {
        read(ANA, 1_000);
        read(EVA, 4_000);
        assertThat(cache.bytes()).isBetween(8_000L, 9_000L);
        computed.clear();
        read(EVA, 4_000);
        assertThat(computed).isEmpty();
        read(ANA, 1_000);
        assertThat(cache.bytes()).isLessThanOrEqualTo(5_000);
    }

    @Test
    void many_scopes_without_documents_are_bounded_too() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            read(Scope.user("u" + i), 0);
        }
        assertThat(cache.bytes()).isBetween(1L, 5_000L);
    }

    @Test
    void a_closed_segment_leaves_nothing() throws IOException {
        read(ANA, 1_000);
        read(BEN, 1_000);
        reader.close();
        assertThat(cache.bytes()).isZero();
    }

    /** Reads a scope in all segments, with values of a size. */
    private void read(Scope scope, long size) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            cache.get(leaf, scope, () -> {
                computed.add(scope.userId() + " " + leaf.ord);
                return () -> size;
            });
        }
    }
}
