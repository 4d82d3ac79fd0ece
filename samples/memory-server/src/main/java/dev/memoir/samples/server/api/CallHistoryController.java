// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.InvalidInputException;
import dev.memoir.samples.server.history.CallCounts;
import dev.memoir.samples.server.history.CallHistory;
import dev.memoir.samples.server.history.CallSpan;
import dev.memoir.samples.server.history.CallType;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.security.AdminOnly;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How many calls a tenant made over time, and how long they took. */
@AdminOnly
@RestController
@Tag(name = "Administration")
class CallHistoryController {

    /** Calls are kept for 90 days, of the last two days by the minute and before by the hour. */
    private static final int MOST_HOURS = 90 * 24;

    /** As many as a chart can show side by side. */
    private static final int MOST_POINTS = 180;

    private static final Duration BY_THE_MINUTE = Duration.ofDays(2);
    private static final Duration HOUR = Duration.ofHours(1);

    private static final List<Duration> STEPS = Stream.of(1, 2, 5, 10, 20, 60, 180, 360, 720)
            .map(Duration::ofMinutes)
            .toList();

    private final CallHistory history;
    private final InstantSource clock;

    CallHistoryController(CallHistory history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    /**
     * The calls of some hours.
     *
     * @param stepSeconds the length of a span, in seconds
     * @param points the spans, oldest first; spans without calls too
     */
    record CallHistoryView(long stepSeconds, List<CallPointView> points) {}

    /**
     * The calls of a span of time.
     *
     * @param at the start of the span
     * @param adds requests that added turns or memories
     * @param searches searches
     */
    record CallPointView(Instant at, CallsView adds, CallsView searches) {}

    /**
     * Calls of one type.
     *
     * @param calls the number of calls
     * @param failures the number of calls that failed by the server's fault
     * @param p50Millis the latency that half of the calls did not exceed; null without calls
     * @param p95Millis the latency that 95 % of the calls did not exceed
     */
    record CallsView(
            long calls,
            long failures,
            @Nullable Double p50Millis,
            @Nullable Double p95Millis) {

        static CallsView of(CallCounts counts) {
            return new CallsView(
                    counts.calls(),
                    counts.failures(),
                    millis(counts.latencies().percentile(0.5)),
                    millis(counts.latencies().percentile(0.95)));
        }

        private static @Nullable Double millis(OptionalDouble latency) {
            return latency.isPresent() ? Math.round(latency.getAsDouble() * 100) / 100.0 : null;
        }
    }

    @GetMapping("/api/v1/admin/calls")
    @Operation(operationId = "callHistory", summary = "Count the tenant's calls over time, with their latencies")
    CallHistoryView calls(Caller caller, @RequestParam(defaultValue = "24") int hours) {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new InvalidInputException("The parameter 'hours' must be between 1 and " + MOST_HOURS + ".");
        }
        Instant now = clock.instant();
        Duration step = step(Duration.ofHours(hours));
        Instant from = now.minus(Duration.ofHours(hours));
        Map<CallSpan, CallCounts> counts = history.read(caller.tenant(), from, step);
        List<CallPointView> points = new ArrayList<>();
        for (Instant at = from; !at.isAfter(now); at = at.plus(step)) {
            CallSpan adds = CallSpan.of(caller.tenant(), CallType.ADD, at, step);
            CallSpan searches = CallSpan.of(caller.tenant(), CallType.SEARCH, at, step);
            points.add(new CallPointView(
                    adds.start(),
                    CallsView.of(counts.getOrDefault(adds, CallCounts.NONE)),
                    CallsView.of(counts.getOrDefault(searches, CallCounts.NONE))));
        }
        return new CallHistoryView(step.toSeconds(), points);
    }

    private static Duration step(Duration range) {
        return STEPS.stream()
                .filter(step -> range.dividedBy(step) <= MOST_POINTS)
                .filter(step -> range.compareTo(BY_THE_MINUTE) <= 0 || step.compareTo(HOUR) >= 0)
                .findFirst()
                .orElse(STEPS.get(STEPS.size() - 1));
    }
}
