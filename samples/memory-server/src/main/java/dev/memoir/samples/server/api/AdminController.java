// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.MemoryStatus;
import dev.memoir.ParkedTurn;
import dev.memoir.Scope;
import dev.memoir.maintenance.DailyTokens;
import dev.memoir.samples.server.audit.AuditAction;
import dev.memoir.samples.server.audit.AuditEntry;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.key.Tenant;
import dev.memoir.samples.server.security.AdminOnly;
import dev.memoir.samples.server.tenant.CallerMemory;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The state of the caller's tenant across all scopes, and the audit log. */
@AdminOnly
@RestController
@RequestMapping("/api/v1/admin")
@Tag(name = "Administration")
class AdminController {

    private static final int MOST = 1000;
    private static final int DAYS = 30;

    private final TenantMemories memories;
    private final AuditLog audit;
    private final InstantSource clock;

    AdminController(TenantMemories memories, AuditLog audit, InstantSource clock) {
        this.memories = memories;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The status of a tenant's memory.
     *
     * @param turns the number of turns
     * @param pendingTurns the number of turns that facts are still to be extracted from
     * @param parkedTurns the number of turns that no facts could be extracted from
     * @param memories the number of current memories
     * @param past the number of retracted and superseded memories
     * @param indexLag the number of changes that the index has not applied yet
     * @param indexAvailable whether the index can be written and searched
     * @param embedder the id of the embedder's vector space
     */
    record MemoryStatusView(
            long turns,
            long pendingTurns,
            long parkedTurns,
            long memories,
            long past,
            long indexLag,
            boolean indexAvailable,
            String embedder) {

        static MemoryStatusView of(MemoryStatus status) {
            return new MemoryStatusView(
                    status.stats().turns(),
                    status.stats().pendingTurns(),
                    status.stats().parkedTurns(),
                    status.stats().memories(),
                    status.stats().pastMemories(),
                    status.indexLag(),
                    status.indexFailure() == null,
                    status.embedderId());
        }
    }

    /**
     * A turn that no facts could be extracted from.
     *
     * @param turn the turn
     * @param because the last failure
     * @param parkedAt the time since which it is not tried
     */
    record ParkedView(TurnView turn, String because, Instant parkedAt) {

        static ParkedView of(ParkedTurn parked) {
            return new ParkedView(TurnView.of(parked.turn()), parked.reason(), parked.parkedAt());
        }
    }

    /**
     * What is tried again.
     *
     * @param scopes the number of scopes with parked turns
     */
    record Replayed(int scopes) {}

    /**
     * An entry of the audit log.
     *
     * @param id the number of the entry
     * @param at when it happened
     * @param tenant the name of the tenant
     * @param keyId the id of the caller's key; missing on a server without keys
     * @param action what was done
     * @param target the ids that it was done to
     * @param requestId the id of the request; missing for commands
     */
    record AuditView(
            long id,
            Instant at,
            String tenant,
            @Nullable String keyId,
            AuditAction action,
            String target,
            @Nullable String requestId) {

        static AuditView of(AuditEntry entry) {
            return new AuditView(
                    entry.id(),
                    entry.at(),
                    entry.tenant(),
                    entry.keyId(),
                    entry.action(),
                    entry.target(),
                    entry.requestId());
        }
    }

    @GetMapping("/status")
    @Operation(operationId = "memoryStatus", summary = "Describe the state of the tenant's memory")
    MemoryStatusView status(Caller caller) {
        return MemoryStatusView.of(memories.of(caller).status());
    }

    @GetMapping("/spending")
    @Operation(operationId = "spending", summary = "List the tokens that extraction used on each day, in UTC")
    ListView<DailyTokens> spending(Caller caller, @RequestParam(required = false) @Nullable LocalDate from) {
        LocalDate first = from == null
                ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS)
                : from;
        return new ListView<>(memories.of(caller).maintenance().tokenUsage(first));
    }

    @GetMapping("/parked")
    @Operation(operationId = "parked", summary = "List turns that no facts could be extracted from")
    ListView<ParkedView> parked(Caller caller, @RequestParam(defaultValue = "100") int limit) {
        Limits.check(limit, MOST);
        return ListView.of(memories.of(caller).maintenance().parkedTurns(limit), ParkedView::of);
    }

    @PostMapping("/parked/replay")
    @Operation(operationId = "replay", summary = "Try parked turns and summaries again: of all scopes, or of one user")
    Replayed replay(
            Caller caller,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String agentId,
            @RequestParam(required = false) @Nullable String runId) {
        CallerMemory memory = memories.of(caller);
        Set<Scope> scopes = new LinkedHashSet<>();
        if (userId != null || agentId != null || runId != null) {
            scopes.add(new Scope(userId, agentId, runId));
        } else {
            memory.maintenance()
                    .parkedTurns(Integer.MAX_VALUE)
                    .forEach(turn -> scopes.add(turn.turn().scope()));
        }
        scopes.forEach(memory.learning()::retryParked);
        return new Replayed(scopes.size());
    }

    @GetMapping("/audit")
    @Operation(operationId = "audit", summary = "List who did what to which id, latest first")
    PageView<AuditView> audit(
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String after) {
        Limits.check(limit, MOST);
        List<AuditEntry> entries = audit.page(tenant == null ? null : new Tenant(tenant), before(after), limit + 1);
        boolean more = entries.size() > limit;
        return new PageView<>(
                entries.stream().limit(limit).map(AuditView::of).toList(),
                more ? Long.toString(entries.get(limit - 1).id()) : null);
    }

    private static @Nullable Long before(@Nullable String after) {
        try {
            return after == null ? null : Long.valueOf(after);
        } catch (NumberFormatException e) {
            throw new ApiException(HttpStatus.BAD_REQUEST, "The parameter 'after' is not the next of a page.");
        }
    }
}
