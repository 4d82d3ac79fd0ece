package dev.memoir.spring;

import dev.memoir.LongTermMemory;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.capture.RecallExecutor;
import dev.memoir.capture.TurnWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Gives a {@code ChatClient} a long-term memory:
 *
 * <pre>{@code
 * ChatClient client = ChatClient.builder(model)
 *         .defaultAdvisors(LongTermMemoryAdvisor.builder(memory).build())
 *         .build();
 * client.prompt("Where does my sister live?")
 *         .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
 *         .call().content();
 * }</pre>
 *
 * <ol>
 *   <li>Before a user's turn, what memory recalls for the user's words is appended to the system message, as a delimited
 *       block of dated lines. There it stays through all rounds of tools, and no chat memory stores it.
 *   <li>The user's words are stored before the model is called; the answer when it is whole. A call that fails, and a
 *       stream that fails or is cancelled, keep what the user said and no half answer.
 * </ol>
 *
 * <p>Both happen once a turn, outside the loop of tools, as long as the advisor's order is before
 * {@code ToolCallingAdvisor}'s; see {@link #DEFAULT_ORDER}. A turn that names no scope (see {@link ScopeResolver}) has no
 * memory; a memory that fails or is slow costs a line in the log. Two of these advisors in one chain do the work of one. A
 * {@code Flux} that is subscribed to again (as by {@code retry()}) skips all advisors: that is Spring AI's.
 *
 * <p>Thread-safe. Memory is searched on threads of its own, for a limited time, with what {@code context-propagation} knows
 * of the caller's thread or the subscriber's context. A call goes on on its caller's thread, which waits; a stream's
 * subscriber does not.
 */
public final class LongTermMemoryAdvisor implements CallAdvisor, StreamAdvisor, AutoCloseable {

    /** The advisor parameter that names the user. */
    public static final String USER_ID = "memoir.user-id";

    /** The advisor parameter that names the agent. */
    public static final String AGENT_ID = "memoir.agent-id";

    /** The advisor parameter that names the run. */
    public static final String RUN_ID = "memoir.run-id";

    /**
     * The advisor parameter that gives the time zone of the turn, a {@link java.time.ZoneId} or its id: what is said is stored
     * with it, and recall dates with it. Without one, the memory's zone is meant.
     */
    public static final String ZONE = "memoir.zone";

    /** The advisor parameter that, false, lets a turn recall nothing. */
    public static final String RECALL = "memoir.recall";

    /** The advisor parameter that, false, lets a turn be stored nowhere. */
    public static final String CAPTURE = "memoir.capture";

    /** The key under which a response's context holds the {@link SearchResult} that its turn used. */
    public static final String RECOLLECTION = "memoir.recollection";

    /**
     * Inside the chat memory's advisor, which so never stores what is recalled, and outside the tools' (50 later), so that
     * a turn recalls once however often the model calls tools.
     */
    public static final int DEFAULT_ORDER = Advisor.DEFAULT_CHAT_MEMORY_PRECEDENCE_ORDER + 50;

    /** How long a turn waits for memory where nothing else is said. */
    public static final Duration DEFAULT_TIMEOUT = RecallExecutor.DEFAULT_TIMEOUT;

    private static final Logger LOG = LoggerFactory.getLogger(LongTermMemoryAdvisor.class);

    private final TurnProcessor turns;
    private final TurnWriter lanes;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final int order;
    private final Scheduler scheduler;

    private final FinishReasonSupport finishing = new FinishReasonSupport();

    private LongTermMemoryAdvisor(Builder builder) {
        lanes = TurnWriter.of(builder.memory);
        turns = new TurnProcessor(
                builder.memory,
                builder.scopes,
                builder.searching,
                builder.profileTokens,
                builder.capture,
                lanes,
                RecallExecutor.of(builder.memory),
                builder.timeout);
        order = builder.order;
        if (order >= ToolCallingAdvisor.DEFAULT_ORDER) {
            LOG.warn(
                    "The advisor's order {} is inside the loop of tools ({}): every round recalls again. Use an order"
                            + " before it.",
                    order,
                    ToolCallingAdvisor.DEFAULT_ORDER);
        }
        scheduler = builder.scheduler;
    }

    /**
     * {@return a builder}
     *
     * @param memory where turns are stored and recalled from
     */
    public static Builder builder(LongTermMemory memory) {
        return new Builder(memory);
    }

    @Override
    public String getName() {
        return "LongTermMemoryAdvisor";
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
        Optional<TurnCapture> begun = begun(request, Context.empty());
        if (begun.isEmpty()) {
            return chain.nextCall(request);
        }
        TurnCapture turn = begun.get();
        ChatClientRequest remembered = TurnProcessor.await(turns.recalled(turn), turn);
        turn.asked();
        ChatClientResponse response = chain.nextCall(remembered);
        turn.received(response);
        turn.end();
        return response;
    }

    @Override
    public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
        return Flux.deferContextual(context -> Schedulers.isInNonBlockingThread()
                // An event loop may not wait for a resolver that asks a session or a database.
                ? Mono.fromCallable(() -> begun(request, context))
                        .subscribeOn(scheduler)
                        .flatMapMany(begun -> streamed(begun, request, chain))
                : streamed(begun(request, context), request, chain));
    }

    private Flux<ChatClientResponse> streamed(
            Optional<TurnCapture> begun, ChatClientRequest request, StreamAdvisorChain chain) {
        return begun.isEmpty() ? chain.nextStream(request) : streamed(begun.get(), chain);
    }

    private Optional<TurnCapture> begun(ChatClientRequest request, ContextView context) {
        return closed.get() ? Optional.empty() : turns.begin(request, context);
    }

    private Flux<ChatClientResponse> streamed(TurnCapture turn, StreamAdvisorChain chain) {
        return Mono.fromFuture(() -> turns.recalled(turn))
                .publishOn(scheduler)
                .flatMapMany(remembered -> {
                    turn.asked();
                    return chain.nextStream(remembered);
                })
                .doOnNext(turn::received)
                .doOnComplete(() -> writing(() -> ended(turn)))
                .doOnCancel(() -> writing(turn::asked));
    }

    /** A connection can be cut so that it looks like an end; the model then has not said that it has finished. */
    private void ended(TurnCapture turn) {
        if (finishing.isWhole(turn)) {
            turn.end();
        } else {
            LOG.warn("A stream ended before the model had finished. The half answer is not remembered.");
        }
    }

    /** Turns may wait for room to be written, for which an event loop has no time. */
    private void writing(Runnable write) {
        if (Schedulers.isInNonBlockingThread()) {
            scheduler.schedule(write);
        } else {
            write.run();
        }
    }

    /** {@return how many things that were said are not written yet, by all advisors of the memory} */
    public int waiting() {
        return lanes.waiting();
    }

    /** {@return how many things that were said could not be stored so far, by all advisors of the memory; the log says why} */
    public long lost() {
        return lanes.lost();
    }

    /** Waits until what was said is written; turns that come later have no memory. The memory itself stays open. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            lanes.drain();
        }
    }

    /** Builds a {@link LongTermMemoryAdvisor}. Not thread-safe. */
    public static final class Builder {

        private final LongTermMemory memory;
        private ScopeResolver scopes = ScopeResolver.fromParameters();
        private UnaryOperator<SearchRequest.Builder> searching = UnaryOperator.identity();
        private int profileTokens;
        private boolean capture = true;
        private Duration timeout = DEFAULT_TIMEOUT;
        private int order = DEFAULT_ORDER;
        private Scheduler scheduler = Schedulers.boundedElastic();

        private Builder(LongTermMemory memory) {
            this.memory = memory;
        }

        /**
         * {@return this}
         *
         * @param scopes tells whose memory a turn is about
         */
        public Builder scopes(ScopeResolver scopes) {
            this.scopes = scopes;
            return this;
        }

        /**
         * {@return this}
         *
         * @param searching changes the search before a turn: its limit, token budget, filter
         */
        public Builder searching(UnaryOperator<SearchRequest.Builder> searching) {
            this.searching = searching;
            return this;
        }

        /**
         * {@return this} Without it there is no profile.
         *
         * @param profileTokens the most tokens of a profile (see {@link LongTermMemory#profile}) that goes into the system
         *     message before what is recalled, at least 0
         */
        public Builder profile(int profileTokens) {
            if (profileTokens < 0) {
                throw new IllegalArgumentException(profileTokens + " is negative; 0 is no profile");
            }
            this.profileTokens = profileTokens;
            return this;
        }

        /**
         * {@return this}
         *
         * @param capture false to recall only
         */
        public Builder capture(boolean capture) {
            this.capture = capture;
            return this;
        }

        /**
         * {@return this}
         *
         * @param timeout how long a turn waits for memory; then it goes on without it
         */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * {@return this}
         *
         * @param order the advisor's place; from {@code ToolCallingAdvisor}'s on, every round of tools recalls again
         */
        public Builder order(int order) {
            this.order = order;
            return this;
        }

        /**
         * {@return this}
         *
         * @param scheduler where streams go on once memory has answered
         */
        public Builder scheduler(Scheduler scheduler) {
            this.scheduler = scheduler;
            return this;
        }

        /** {@return the advisor} */
        public LongTermMemoryAdvisor build() {
            return new LongTermMemoryAdvisor(this);
        }
    }
}
