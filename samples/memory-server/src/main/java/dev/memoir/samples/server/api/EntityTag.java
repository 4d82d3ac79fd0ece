// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.samples.server.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The version of a memory, for {@code ETag}, {@code If-Match} and {@code If-None-Match}. */
final class EntityTag {

    private static final int BYTES = 12;

    private EntityTag() {}

    /** {@return the tag of a memory, which differs whenever anything that is shown of it differs} */
    static String of(MemoryView memory) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(memory.toString().getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest, 0, BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    /**
     * Checks a condition of a request.
     *
     * @throws ApiException with status 412 if the memory has changed
     */
    static void require(@Nullable String ifMatch, MemoryView current) {
        if (ifMatch != null && !matches(ifMatch, of(current))) {
            throw new ApiException(
                    HttpStatus.PRECONDITION_FAILED, "The memory has changed since. Read it again before changing it.");
        }
    }

    private static boolean matches(String header, String tag) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .anyMatch(given -> given.equals("*") || given.equals(tag));
    }
}
