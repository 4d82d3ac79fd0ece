// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Memory;
import dev.memoir.MemoryUpdate;
import dev.memoir.Metadata;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An update of mem0's protocol.
 *
 * @param text the new text, or null
 * @param metadata the new metadata, or null
 * @param expiry the new expiry, or null
 */
record Mem0Update(@Nullable String text, @Nullable Metadata metadata, MemoryUpdate.@Nullable Expiry expiry) {

    /** {@return the update of a whole body; {@code expiration_date: null} clears the expiry} */
    static Mem0Update of(RequestFields body) {
        boolean expires = body.has("expiration_date");
        body.unsupported("timestamp", "The time of a memory cannot be changed.");
        Mem0Update update = new Mem0Update(
                body.text("text"),
                body.metadata(),
                expires ? new MemoryUpdate.Expiry(Mem0Add.expiry(body.get("expiration_date"))) : null);
        body.done();
        if (update.text == null && update.metadata == null && update.expiry == null) {
            throw RequestProblem.invalid("The update changes nothing: send text, metadata or expiration_date.");
        }
        return update;
    }

    Memory apply(Mem0Session session, Memory memory) {
        return session.memory().update(memory.scope(), memory.id(), of(memory));
    }

    /** {@return the change of a memory, checked but not carried out} */
    Runnable prepared(Mem0Session session, Memory memory) {
        MemoryUpdate update = of(memory);
        return () -> session.memory().update(memory.scope(), memory.id(), update);
    }

    private MemoryUpdate of(Memory memory) {
        MemoryUpdate.Builder update = MemoryUpdate.builder()
                .text(text)
                .metadata(
                        metadata == null
                                ? null
                                : withOwn(metadata, memory.metadata()).asMap());
        return expiry == null ? update.build() : update.expiresAt(expiry.at()).build();
    }

    /** Metadata is replaced, apart from the entries that clients see elsewhere or not at all. */
    private static Metadata withOwn(Metadata metadata, Metadata old) {
        Map<String, Object> entries = new LinkedHashMap<>(metadata.asMap());
        old.asMap().forEach((key, value) -> {
            if (key.equals(MemoryBody.APP)
                    || key.equals(MemoryBody.CATEGORIES)
                    || key.startsWith(RequestFields.RESERVED)) {
                entries.putIfAbsent(key, value);
            }
        });
        return Metadata.from(entries);
    }
}
