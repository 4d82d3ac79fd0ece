package dev.memoir.spring.autoconfigure;

import dev.memoir.IndexFailure;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryStatus;
import dev.memoir.spring.LongTermMemoryAdvisor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The actuator endpoint {@code memoir}: how the memory is, in numbers, all scopes together. */
@Endpoint(id = "memoir")
public final class MemoirEndpoint {

    private final LongTermMemory memory;
    private final ObjectProvider<LongTermMemoryAdvisor> advisors;

    MemoirEndpoint(LongTermMemory memory, ObjectProvider<LongTermMemoryAdvisor> advisors) {
        this.memory = memory;
        this.advisors = advisors;
    }

    /**
     * What the endpoint tells.
     *
     * @param turns turns stored
     * @param memories memories that stand
     * @param past memories that were retracted or superseded
     * @param pending turns that facts are still to be drawn from
     * @param parked turns that no facts could be drawn from
     * @param lag changes that the index has not followed yet
     * @param index why the index cannot be written or searched now, null if it can
     * @param embedder the id of the vector space
     * @param capture how writing keeps up, null if the application has no advisor, or several
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
     * How writing keeps up.
     *
     * @param waiting things said that are not written yet
     * @param lost things said that could not be stored since the start
     */
    public record Capture(long waiting, long lost) {}

    /** {@return how the memory is} */
    @ReadOperation
    public Description memory() {
        MemoryStatus status = memory.status();
        LongTermMemoryAdvisor advisor = advisors.getIfUnique();
        return new Description(
                status.stats().turns(),
                status.stats().memories(),
                status.stats().past(),
                status.stats().pendingTurns(),
                status.stats().parkedTurns(),
                status.indexLag(),
                status.indexFailure(),
                status.embedderId(),
                advisor == null ? null : new Capture(advisor.waiting(), advisor.lost()));
    }
}
