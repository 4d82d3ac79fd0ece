// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.AddRequest;
import dev.memoir.MemoryKind;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import dev.memoir.internal.platform.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether two requests are the same: a SHA-256 hash of their parts, each preceded by its length. The hashes are
 * in the ledger, so a request keeps its hash: a later option is hashed only where it is set.
 */
final class RequestFingerprint {

    private final MessageDigest digest = Sha256.digest();

    private RequestFingerprint() {}

    static String of(AddRequest request) {
        RequestFingerprint hash = new RequestFingerprint();
        hash.add(request.conversation())
                .add(true)
                .add(MemoryKind.FACT)
                .add(null)
                .add(false)
                .add(request.instructions());
        return hash.turns(request.turns());
    }

    static String of(StoreRequest request) {
        RequestFingerprint hash = new RequestFingerprint();
        hash.add(AddRequest.defaultConversation(request.scope()))
                .add(false)
                .add(request.kind())
                .add(request.expiresAt())
                .add(request.pinned())
                .add(null);
        if (request.subject() != null) {
            hash.add(request.subject());
        }
        return hash.turns(request.turns());
    }

    private String turns(List<Turn> turns) {
        for (Turn turn : turns) {
            add(turn.role())
                    .add(turn.origin())
                    .add(turn.speaker())
                    .add(turn.text())
                    .add(turn.saidAt())
                    .add(new TreeMap<>(turn.metadata().asMap()));
            if (turn.zone() != null) {
                add(turn.zone());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
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
