// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a process left behind. */
public record Ran(int exit, String out, String err) {

    private static final long PATIENCE_SECONDS = 120;

    public static Ran of(ProcessBuilder builder, String input) {
        try {
            return of(builder.start(), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Ran of(Process process, String input) {
        // Both outputs are drained at once: a full pipe would stop the process.
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading all of its input; its exit code tells why.
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The process does not end. It said: " + out.join() + err.join());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
        return new Ran(process.exitValue(), out.join(), err.join());
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
