// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Metadata;
import dev.memoir.samples.server.mem0.request.MemoryTimes;
import dev.memoir.samples.server.mem0.request.RequestFields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders memories as the answers of mem0's endpoints do. */
final class MemoryBody {

    /** The entry of metadata that holds mem0's app, a level that Memoir's scopes do not have. */
    static final String APP = "app_id";

    /** The entry of metadata that holds mem0's categories. */
    static final String CATEGORIES = "categories";

    private MemoryBody() {}

    /** {@return a memory as the platform shows it} */
    static Map<String, Object> platform(Memory memory) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", memory.id());
        body.put("memory", memory.text());
        body.put("user_id", memory.scope().userId());
        body.put("agent_id", memory.scope().agentId());
        body.put("app_id", memory.metadata().get(APP));
        body.put("run_id", memory.scope().runId());
        body.put("session_id", memory.scope().runId());
        body.put("hash", hash(memory.text()));
        body.put("metadata", metadata(memory.metadata()));
        body.put("categories", categories(memory.metadata()));
        body.put("created_at", MemoryTimes.createdAt(memory).toString());
        body.put("updated_at", memory.updatedAt().toString());
        body.put("expiration_date", expirationDate(memory));
        body.put("structured_attributes", null);
        body.put("replaced_by", memory.supersededBy());
        body.put("synthesized", memory.kind() == MemoryKind.SUMMARY);
        body.put("lifecycle_state", memory.current() ? "active" : "superseded");
        return body;
    }

    /** {@return a memory as the self-hosted server shows it} */
    static Map<String, Object> selfHosted(Memory memory) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", memory.id());
        body.put("memory", memory.text());
        body.put("hash", hash(memory.text()));
        body.put("metadata", metadata(memory.metadata()));
        body.put("created_at", MemoryTimes.createdAt(memory).toString());
        body.put("updated_at", memory.updatedAt().toString());
        putIfSet(body, "user_id", memory.scope().userId());
        putIfSet(body, "agent_id", memory.scope().agentId());
        putIfSet(body, "run_id", memory.scope().runId());
        putIfSet(body, "attributed_to", memory.attributedTo());
        body.put("role", memory.origin().name().toLowerCase(Locale.ROOT));
        putIfSet(body, "expiration_date", expirationDate(memory));
        return body;
    }

    /** {@return an event of an add} */
    static Map<String, Object> added(Memory memory) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", memory.id());
        body.put("data", Map.of("memory", memory.text()));
        body.put("memory", memory.text());
        body.put("event", memory.supersedes() == null ? "ADD" : "UPDATE");
        putIfSet(body, "user_id", memory.scope().userId());
        putIfSet(body, "agent_id", memory.scope().agentId());
        putIfSet(body, "run_id", memory.scope().runId());
        return body;
    }

    /** {@return the value by which mem0 recognises equal texts} */
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the metadata that the application gave} */
    static Map<String, Object> metadata(Metadata metadata) {
        Map<String, Object> entries = new LinkedHashMap<>(metadata.asMap());
        entries.keySet()
                .removeIf(key -> key.equals(APP) || key.equals(CATEGORIES) || key.startsWith(RequestFields.RESERVED));
        return entries;
    }

    private static List<?> categories(Metadata metadata) {
        Object categories = metadata.get(CATEGORIES);
        return categories == null ? List.of() : categories instanceof List<?> list ? list : List.of(categories);
    }

    private static @Nullable String expirationDate(Memory memory) {
        return memory.expiresAt() == null
                ? null
                : MemoryTimes.lastDay(memory.expiresAt()).toString();
    }

    private static void putIfSet(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
