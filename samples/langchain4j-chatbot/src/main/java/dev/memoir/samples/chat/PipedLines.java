// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines of a script or file, in UTF-8 regardless of the locale. */
final class PipedLines implements InputLines {

    private final BufferedReader reader;

    PipedLines(InputStream in) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String next() {
        try {
            return reader.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to read the input.", e);
        }
    }

    @Override
    public boolean confirmed(String question) {
        return true;
    }

    @Override
    public void close() {}
}
