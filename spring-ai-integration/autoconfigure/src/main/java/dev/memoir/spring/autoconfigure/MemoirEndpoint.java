// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.IndexFailure;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryStatus;
import dev.memoir.spring.LongTermMemoryAdvisor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The actuator endpoint {@code memoir}: the status of the memory in numbers, across all scopes. */
@Endpoint(id = "memoir")
public final class MemoirEndpoint {

    private final LongTermMemory memory;
    private final ObjectProvider<LongTermMemoryAdvisor> advisors;

    MemoirEndpoint(LongTermMemory memory, ObjectProvider<LongTermMemoryAdvisor> advisors) {
        this.memory = memory;
        this.advisors = advisors;
    }

    /**
     * The response of the endpoint.
     *
     * @param turns the number of stored turns
     * @param memories the number of current memories
     * @param past the number of memories that were retracted or superseded
     * @param pending the number of turns that facts are still to be extracted from
     * @param parked the number of turns that no facts could be extracted from
     * @param lag the number of ledger changes that the index has not applied yet
     * @param index why the index cannot be written or searched at present, null if it can
     * @param embedder the id of the vector space
     * @param capture the state of the advisor's write queue, null if the application has no advisor, or several
     */
    public record Description(
            long turns,
            long memories,
            long past,
            long pending,
            long parked,
            long lag,
            @Nullable IndexFailure index,
            String embedder,
            @Nullable Capture capture) {}

    /**
     * The state of an advisor's write queue.
     *
     * @param waiting the number of turns that are not written yet
     * @param lost the number of turns that could not be stored since the start
     */
    public record Capture(long waiting, long lost) {}

    /** {@return the status of the memory} */
    @ReadOperation
    public Description memory() {
        MemoryStatus status = memory.status();
        LongTermMemoryAdvisor advisor = advisors.getIfUnique();
        return new Description(
                status.stats().turns(),
                status.stats().memories(),
                status.stats().pastMemories(),
                status.stats().pendingTurns(),
                status.stats().parkedTurns(),
                status.indexLag(),
                status.indexFailure(),
                status.embedderId(),
                advisor == null ? null : new Capture(advisor.waitingTurns(), advisor.lostTurns()));
    }
}
