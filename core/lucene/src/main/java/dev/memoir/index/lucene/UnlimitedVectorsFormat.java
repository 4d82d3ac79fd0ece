// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's HNSW vector format without its limit of 1,024 dimensions, which only the writer enforces: OpenAI's vectors
 * have 1,536 or 3,072. Files and names are Lucene's, so that any Lucene can read them, and existing indexes remain
 * readable.
 */
final class UnlimitedVectorsFormat extends KnnVectorsFormat {

    private final Lucene99HnswVectorsFormat lucene;

    private UnlimitedVectorsFormat(Lucene99HnswVectorsFormat lucene) {
        // The name is written to each segment and selects the format that reads it.
        super(lucene.getName());
        this.lucene = lucene;
    }

    /** {@return Lucene's codec, writing vectors of any dimension} */
    static Codec codec() {
        UnlimitedVectorsFormat vectors = new UnlimitedVectorsFormat(new Lucene99HnswVectorsFormat());
        return new Lucene912Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return vectors;
            }
        };
    }

    @Override
    public int getMaxDimensions(String field) {
        return Integer.MAX_VALUE;
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return lucene.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return lucene.fieldsReader(state);
    }
}
