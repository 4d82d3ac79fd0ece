// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.AddRequest;
import dev.memoir.InvalidInputException;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.TimeZoneParser;
import dev.memoir.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns to be added.
 *
 * @param userId the user
 * @param agentId the agent
 * @param runId the run
 * @param conversation the conversation; by default the run, or {@code main}
 * @param turns the turns, in order
 * @param zone the time zone of turns that name none
 * @param metadata metadata of every turn
 * @param instructions what to look for when facts are extracted; needs a language model
 * @param awaitSeconds how long to wait for facts to be extracted, in seconds; needs a language model
 */
record NewTurns(
        @Nullable String userId,
        @Nullable String agentId,
        @Nullable String runId,
        @Nullable String conversation,
        @Required @Nullable List<NewTurn> turns,
        @Nullable String zone,
        @Nullable Map<String, Object> metadata,
        @Nullable String instructions,
        @Nullable Integer awaitSeconds) {

    private static final int LONGEST_WAIT = 120;

    /**
     * A turn to be added.
     *
     * @param role the role of the speaker
     * @param text the text
     * @param speaker the speaker's name
     * @param saidAt when it was said; now by default
     * @param zone the time zone in which it was said
     * @param metadata the application's metadata
     */
    record NewTurn(
            @Required @Nullable Role role,
            @Required @Nullable String text,
            @Nullable String speaker,
            @Nullable Instant saidAt,
            @Nullable String zone,
            @Nullable Map<String, Object> metadata) {

        Turn turn() {
            if (role == null || text == null) {
                throw new InvalidInputException("Every turn needs a role and a text.");
            }
            return Turn.builder(role, text)
                    .speaker(speaker)
                    .saidAt(saidAt)
                    .zone(zone == null ? null : TimeZoneParser.parse(zone))
                    .metadata(metadata == null ? Map.of() : metadata)
                    .build();
        }
    }

    /** {@return whether the request makes sense only with a language model} */
    boolean needsModel() {
        return instructions != null || awaitSeconds != null;
    }

    AddRequest request(Scope scope, @Nullable String idempotencyKey) {
        if (awaitSeconds != null && (awaitSeconds < 0 || awaitSeconds > LONGEST_WAIT)) {
            throw new InvalidInputException("awaitSeconds must be between 0 and " + LONGEST_WAIT + ".");
        }
        return AddRequest.builder(scope)
                .conversation(conversation)
                .turns((turns == null ? List.<NewTurn>of() : turns)
                        .stream().map(NewTurn::turn).toList())
                .zone(zone == null ? null : TimeZoneParser.parse(zone))
                .metadata(metadata == null ? Map.of() : metadata)
                .instructions(instructions)
                .awaitExtraction(awaitSeconds == null ? null : Duration.ofSeconds(awaitSeconds))
                .idempotencyKey(idempotencyKey)
                .build();
    }
}
