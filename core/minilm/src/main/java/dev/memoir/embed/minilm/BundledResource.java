// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import dev.memoir.EmbedderException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A file of the JAR {@code memoir-minilm-weights}. */
record BundledResource(String name) {

    static final BundledResource MODEL = new BundledResource("all-minilm-l6-v2.onnx");
    static final BundledResource TOKENIZER = new BundledResource("all-minilm-l6-v2-tokenizer.json");

    private static final int CHUNK = 1 << 16;

    InputStream open() throws IOException {
        return connect().getInputStream();
    }

    /**
     * {@return the content outside the heap} ONNX Runtime reads a direct buffer in place; a byte array of 90 MB would
     * need as much contiguous heap and would be copied again on its way into native code.
     */
    ByteBuffer direct() throws IOException {
        URLConnection connection = connect();
        long length = connection.getContentLengthLong();
        try (InputStream in = connection.getInputStream()) {
            if (length < 0 || length > Integer.MAX_VALUE) {
                byte[] all = in.readAllBytes();
                return allocate(all.length).put(all).flip();
            }
            ByteBuffer content = allocate((int) length);
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                content.put(chunk, 0, n);
            }
            return content.flip();
        }
    }

    private static ByteBuffer allocate(int length) {
        return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
    }

    private URLConnection connect() throws IOException {
        @Nullable URL url = BundledResource.class.getResource(name);
        if (url == null) {
            throw new EmbedderException(
                    name + " is not on the class path. Add dev.memoir:memoir-minilm-weights, or pass the builder"
                            + " another Embedder.");
        }
        return url.openConnection();
    }
}
