// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.LongTermMemory;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.MemoryStats;
import dev.memoir.Profile;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is known about a user in brief: profile, summaries, numbers. */
@RestController
@Tag(name = "Overview")
class ProfileController {

    private static final int MOST_TOKENS = 100_000;

    private final TenantMemories memories;

    ProfileController(TenantMemories memories) {
        this.memories = memories;
    }

    /**
     * A profile.
     *
     * @param text a delimited block for a prompt; empty if nothing is known
     * @param tokens the number of tokens of the text
     * @param memories the memories that it states
     */
    record ProfileView(String text, int tokens, List<MemoryView> memories) {

        static ProfileView of(Profile profile) {
            return new ProfileView(
                    profile.text(),
                    profile.tokens(),
                    profile.items().stream().map(MemoryView::of).toList());
        }
    }

    /**
     * The number of items that a scope holds.
     *
     * @param turns the number of turns
     * @param pendingTurns the number of turns that facts are still to be extracted from
     * @param parkedTurns the number of turns that no facts could be extracted from
     * @param memories the number of current memories
     * @param past the number of retracted and superseded memories
     */
    record StatsView(long turns, long pendingTurns, long parkedTurns, long memories, long past) {

        static StatsView of(MemoryStats stats) {
            return new StatsView(
                    stats.turns(), stats.pendingTurns(), stats.parkedTurns(), stats.memories(), stats.pastMemories());
        }
    }

    @GetMapping("/api/v1/profile")
    @Operation(
            operationId = "profile",
            summary = "Summarise what is known about a user, for a constant part of a prompt")
    ProfileView profile(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters scope,
            @RequestParam(defaultValue = "" + LongTermMemory.PROFILE_TOKENS) int tokenBudget) {
        Limits.check(tokenBudget, MOST_TOKENS);
        return ProfileView.of(memories.of(caller).profile(scope.of(caller), tokenBudget));
    }

    @GetMapping("/api/v1/summary")
    @Operation(operationId = "summary", summary = "Read the summary of a conversation")
    MemoryView summary(
            Caller caller, @ParameterObject @ModelAttribute ScopeParameters scope, @RequestParam String conversation) {
        return memories.of(caller)
                .learning()
                .summary(scope.of(caller), conversation)
                .map(MemoryView::of)
                .orElseThrow(() -> new MemoryNotFoundException("summary"));
    }

    @GetMapping("/api/v1/stats")
    @Operation(operationId = "stats", summary = "Count the turns and memories of a scope")
    StatsView stats(Caller caller, @ParameterObject @ModelAttribute ScopeParameters scope) {
        return StatsView.of(memories.of(caller).stats(scope.of(caller)));
    }
}
