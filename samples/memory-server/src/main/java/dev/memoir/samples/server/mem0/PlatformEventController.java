// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The progress of adds and deletions. */
@Mem0Controller
class PlatformEventController {

    private final Mem0Sessions sessions;
    private final Mem0EventService events;

    PlatformEventController(Mem0Sessions sessions, Mem0EventService events) {
        this.sessions = sessions;
        this.events = events;
    }

    @GetMapping("/v1/events/")
    Map<String, Object> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize) {
        Mem0Session session = sessions.of(caller);
        Mem0Page wanted = Mem0Page.of(page, pageSize);
        List<Map<String, Object>> results = events.latest(session, wanted).stream()
                .map(event -> events.body(session, event))
                .toList();
        return wanted.body(events.count(session), results);
    }

    @GetMapping("/v1/event/{id}/")
    Map<String, Object> get(Caller caller, @PathVariable String id) {
        Mem0Session session = sessions.of(caller);
        return events.find(session, id)
                .map(event -> events.body(session, event))
                .orElseThrow(() -> new ApiException(HttpStatus.NOT_FOUND, "Event not found."));
    }
}
