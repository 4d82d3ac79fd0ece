// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes read. Not thread-safe. */
public final class CountingInputStream extends FilterInputStream {

    private long count;

    /**
     * Wraps a stream.
     *
     * @param in the stream to read from, closed with this one
     */
    public CountingInputStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count += Math.max(0, read);
        return read;
    }

    /** {@return the number of bytes read} */
    public long count() {
        return count;
    }
}
