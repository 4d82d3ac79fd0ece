// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.AddResult;
import dev.memoir.Memory;
import dev.memoir.StoreResult;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import dev.memoir.samples.server.model.ConfiguredModel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Adds turns that facts are extracted from later, or memories as they are. Thread-safe. */
@Component
class Mem0AddService {

    /** Below the timeouts of clients, which are 60 seconds and more. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(50);

    private final ConfiguredModel model;
    private final Mem0ProjectRepository projects;
    private final Mem0EventService events;

    Mem0AddService(ConfiguredModel model, Mem0ProjectRepository projects, Mem0EventService events) {
        this.model = model;
        this.projects = projects;
        this.events = events;
    }

    /** {@return the answer of the platform: what was stored, or the event of an extraction that is pending} */
    Map<String, Object> add(Mem0Session session, Mem0Add add) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!add.infer()) {
            StoreResult stored = session.memory().store(add.storeRequest());
            body.put("status", "SUCCEEDED");
            body.put("event_id", events.stored(session, add.scope(), stored).id());
            body.put(
                    "results", stored.memories().stream().map(MemoryBody::added).toList());
            return body;
        }
        AddResult added =
                session.memory().add(add.addRequest(instructions(session)).build());
        body.put("message", "Memories are extracted in the background.");
        body.put("status", "PENDING");
        body.put("event_id", events.pending(session, add.scope(), added).id());
        return body;
    }

    /** {@return the memories that were stored, or extracted while the caller waited} */
    List<Memory> addAndWait(Mem0Session session, Mem0Add add) {
        if (!add.infer()) {
            StoreResult stored = session.memory().store(add.storeRequest());
            events.stored(session, add.scope(), stored);
            return stored.memories();
        }
        AddResult added = session.memory()
                .add(add.addRequest(instructions(session))
                        .awaitExtraction(LONGEST_WAIT)
                        .build());
        events.pending(session, add.scope(), added);
        if (!added.extracted()) {
            throw new ApiException(
                    HttpStatus.BAD_GATEWAY,
                    "The messages are stored, but no memories could be extracted from them yet. They are extracted as"
                            + " soon as the language model answers: do not send them again.");
        }
        return added.learned();
    }

    private @Nullable String instructions(Mem0Session session) {
        if (model.model() == null) {
            throw RequestProblem.noModel();
        }
        return projects.instructions(session.caller().tenant());
    }
}
