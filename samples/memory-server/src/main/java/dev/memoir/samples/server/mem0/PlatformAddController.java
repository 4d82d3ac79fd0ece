// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.request.RequestFields;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;

/** Adds of the platform's paths. */
@Mem0Controller
class PlatformAddController {

    private final Mem0Sessions sessions;
    private final Mem0AddService adds;

    PlatformAddController(Mem0Sessions sessions, Mem0AddService adds) {
        this.sessions = sessions;
        this.adds = adds;
    }

    @PostMapping("/v3/memories/add/")
    Map<String, Object> add(Caller caller, @RequestBody JsonNode json) {
        Mem0Session session = sessions.of(caller);
        return adds.add(session, Mem0Add.of(session, RequestFields.of(json)));
    }

    /** Version 1 answers a list, or an object with its results; it waits if the client asks for it. */
    @PostMapping("/v1/memories/")
    Object first(Caller caller, @RequestBody JsonNode json) {
        RequestFields body = RequestFields.of(json);
        boolean object = "v1.1".equals(body.text("output_format"));
        boolean waits = !body.flag("async_mode", true);
        Mem0Session session = sessions.of(caller);
        Mem0Add add = Mem0Add.of(session, body);
        List<?> results = waits || !add.infer()
                ? adds.addAndWait(session, add).stream().map(MemoryBody::added).toList()
                : List.of(adds.add(session, add));
        return object ? Map.of("results", results, "relations", List.of()) : results;
    }
}
