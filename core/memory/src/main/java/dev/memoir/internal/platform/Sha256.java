// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java platform has. Thread-safe. */
public final class Sha256 {

    private Sha256() {}

    /** {@return a digest to update step by step, for one thread} */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform has no SHA-256, which it must have. Use another.", e);
        }
    }

    /**
     * {@return the hash of a text in UTF-8, as 64 lower-case hexadecimal digits}
     *
     * @param text the text to hash
     */
    public static String hex(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
