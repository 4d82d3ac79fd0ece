// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.adk;

import com.google.adk.events.Event;
import com.google.adk.sessions.Session;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import dev.memoir.AddRequest;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Maps ADK's sessions and events to scopes and turns. */
final class SessionTurns {

    private static final String USER = "user";

    private SessionTurns() {}

    /** {@return the scope of a user of an application, which is the agent of the scope} */
    static Scope scope(String appName, String userId) {
        return new Scope(userId, appName, null);
    }

    static Scope scope(Session session) {
        return scope(session.appName(), session.userId());
    }

    /**
     * {@return the request that stores what a user or an agent said in an event; empty for tool calls, results, thoughts
     * and parts of a stream} Repeating it stores nothing more: its key is the event's.
     */
    static Optional<AddRequest> request(Session session, Event event) {
        String text = event.content().map(SessionTurns::text).orElse("");
        if (text.isBlank() || !event.finalResponse()) {
            return Optional.empty();
        }
        boolean user = USER.equals(event.author());
        Turn turn = Turn.builder(user ? Role.USER : Role.ASSISTANT, text)
                .speaker(user ? null : event.author())
                .saidAt(Instant.ofEpochMilli(event.timestamp()))
                .build();
        return Optional.of(AddRequest.builder(scope(session))
                .conversation(session.id())
                .turn(turn)
                .idempotencyKey("adk/" + session.id() + "/" + event.id())
                .build());
    }

    /** {@return the text of a message, without thoughts} */
    static String text(Content content) {
        return content.parts().orElse(List.of()).stream()
                .filter(part -> !part.thought().orElse(false))
                .map(Part::text)
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
