// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.key;

import dev.memoir.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The secret of a key: {@code mk_} and 256 random bits. Shown once; only its hash is stored. */
public final class KeySecret {

    private static final String PREFIX = "mk_";
    private static final int BYTES = 32;
    private static final int HINT = PREFIX.length() + 8;

    /** As long as generated secrets; an operator may choose other characters. */
    private static final Pattern FORM = Pattern.compile("mk_[A-Za-z0-9_-]{32,128}");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private KeySecret(String text) {
        this.text = text;
    }

    /** {@return a new random secret} */
    static KeySecret generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new KeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * {@return a secret that an operator has chosen}
     *
     * @param text the secret
     * @throws InvalidInputException if it is too short or contains other characters
     */
    static KeySecret chosen(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new InvalidInputException(
                    "A key consists of mk_ and 32 to 128 letters, digits, hyphens and underscores.");
        }
        return new KeySecret(text);
    }

    /**
     * {@return the hash of a presented secret, as it is stored} A plain hash suffices: the secret has 256 random bits.
     *
     * @param presented the text that a caller presents
     */
    static String hash(String presented) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(presented.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    String hash() {
        return hash(text);
    }

    String hint() {
        return text.substring(0, HINT);
    }

    /** {@return the secret, to be shown once} */
    public String reveal() {
        return text;
    }

    /** {@return the beginning only, so that it does not leak into logs} */
    @Override
    public String toString() {
        return hint() + "…";
    }
}
