package dev.memoir.internal.engine;

import dev.memoir.AddRequest;
import dev.memoir.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides whether two requests are the same: a SHA-256 hash of their parts, each preceded by its length. */
final class RequestFingerprint {

    private final MessageDigest digest;

    private RequestFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    static String of(AddRequest request) {
        RequestFingerprint hash = new RequestFingerprint();
        hash.add(request.conversation())
                .add(request.infer())
                .add(request.kind())
                .add(request.expiresAt())
                .add(request.pinned())
                .add(request.instructions());
        for (Turn turn : request.turns()) {
            hash.add(turn.role())
                    .add(turn.origin())
                    .add(turn.speaker())
                    .add(turn.text())
                    .add(turn.saidAt())
                    .add(new TreeMap<>(turn.metadata().asMap()));
            // Requests that were hashed before turns had a zone must have the same hash today.
            if (turn.zone() != null) {
                hash.add(turn.zone());
            }
        }
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private RequestFingerprint add(@Nullable Object part) {
        byte[] bytes = Objects.toString(part, "").getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(part == null ? -1 : bytes.length)
                .array());
        digest.update(bytes);
        return this;
    }
}
