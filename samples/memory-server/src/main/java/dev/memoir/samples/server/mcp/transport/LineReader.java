// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines as bytes, and of those that are too long only that they are. */
final class LineReader {

    private final InputStream in;
    private final int longest;

    LineReader(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    /** A line without its end. */
    record Line(byte[] bytes, boolean tooLong) {

        boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    /** {@return the next line; null at the end} */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        int read = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            read++;
            if (next == '\n') {
                return new Line(line.toByteArray(), tooLong);
            }
            if (line.size() < longest) {
                line.write(next);
            } else {
                tooLong = true;
            }
        }
        return read == 0 ? null : new Line(line.toByteArray(), tooLong);
    }
}
