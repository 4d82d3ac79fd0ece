// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Memory;
import dev.memoir.MemoryUpdate;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;

/**
 * Feedback on a memory. It is kept with the memory, as entries of metadata that clients of mem0 do not see, so that
 * it is exported and forgotten with it. It does not affect the ranking.
 */
@Mem0Controller
class PlatformFeedbackController {

    private static final Set<String> KNOWN = Set.of("POSITIVE", "NEGATIVE", "VERY_NEGATIVE");

    private static final String FEEDBACK = RequestFields.RESERVED + "feedback";

    private static final String REASON = RequestFields.RESERVED + "feedback_reason";

    private final Mem0Sessions sessions;

    PlatformFeedbackController(Mem0Sessions sessions) {
        this.sessions = sessions;
    }

    @PostMapping("/v1/feedback/")
    Map<String, Object> give(Caller caller, @RequestBody JsonNode json) {
        RequestFields body = RequestFields.of(json);
        Mem0Session session = sessions.of(caller);
        String id = body.requiredText("memory_id");
        String feedback = body.text("feedback");
        String reason = body.text("feedback_reason");
        body.done();
        if (feedback != null && !KNOWN.contains(feedback)) {
            throw RequestValue.wrong("feedback", "must be POSITIVE, NEGATIVE, VERY_NEGATIVE or null");
        }
        Memory memory = session.find(id);
        Map<String, Object> entries = new LinkedHashMap<>(memory.metadata().asMap());
        set(entries, FEEDBACK, feedback);
        set(entries, REASON, feedback == null ? null : reason);
        MemoryUpdate update =
                MemoryUpdate.builder().metadata(entries).reason("feedback").build();
        session.memory().update(memory.scope(), memory.id(), update);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", memory.id());
        answer.put("feedback", feedback);
        answer.put("feedback_reason", reason);
        return answer;
    }

    private static void set(Map<String, Object> entries, String key, @Nullable String value) {
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value);
        }
    }
}
