// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
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
 *   <li>Before a user's turn, the memory is searched for the user's message, and the hits are appended to the system
 *       message as a delimited block of dated lines. It stays there through all rounds of tool calls, and no chat
 *       memory stores it.
 *   <li>The user's message is stored before the model is called, and the answer when it is complete. If a call fails,
 *       or a stream fails or is cancelled, the user's message is kept and no partial answer is.
 * </ol>
 *
 * <p>Both happen once per turn, outside the tool-calling loop, as long as the advisor's order precedes that of
 * {@code ToolCallingAdvisor}; see {@link #DEFAULT_ORDER}. A turn that names no scope (see {@link ScopeResolver}) has no
 * memory; a memory that fails or is slow only costs a log line. Two of these advisors in one chain act as one. A
 * {@code Flux} that is subscribed to again (as by {@code retry()}) skips all advisors, by Spring AI's design.
 *
 * <p>Thread-safe. The memory is searched on separate threads, for a limited time, with what {@code context-propagation}
 * captures of the caller's thread or the subscriber's context. A call continues on its caller's thread, which waits; a
 * stream's subscriber does not wait.
 */
public final class LongTermMemoryAdvisor implements CallAdvisor, StreamAdvisor, AutoCloseable {

    /** The advisor parameter that names the user. */
    public static final String USER_ID = "memoir.user-id";

    /** The advisor parameter that names the agent. */
    public static final String AGENT_ID = "memoir.agent-id";

    /** The advisor parameter that names the run. */
    public static final String RUN_ID = "memoir.run-id";

    /**
     * The advisor parameter for the time zone of the turn, a {@link java.time.ZoneId} or its id: turns are stored with
     * it, and recalled items are dated in it. Without it the memory's zone applies.
     */
    public static final String ZONE = "memoir.zone";

    /** The advisor parameter that disables recall for a turn if it is false. */
    public static final String RECALL = "memoir.recall";

    /** The advisor parameter that disables storing a turn if it is false. */
    public static final String CAPTURE = "memoir.capture";

    /** The key under which a response's context holds the {@link SearchResult} that its turn used. */
    public static final String SEARCH_RESULT = "memoir.search-result";

    /**
     * Inside the chat memory's advisor, which therefore never stores what is recalled, and outside the tool-calling
     * loop (50 later), so that a turn recalls once however often the model calls tools.
     */
    public static final int DEFAULT_ORDER = Advisor.DEFAULT_CHAT_MEMORY_PRECEDENCE_ORDER + 50;

    /** The default time that a turn waits for the memory. */
    public static final Duration DEFAULT_TIMEOUT = RecallExecutor.DEFAULT_TIMEOUT;

    private static final Logger LOG = LoggerFactory.getLogger(LongTermMemoryAdvisor.class);

    private final TurnProcessor turns;
    private final TurnWriter writer;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final int order;
    private final Scheduler scheduler;

    private final FinishReasonSupport finishing = new FinishReasonSupport();

    private LongTermMemoryAdvisor(Builder builder) {
        writer = TurnWriter.of(builder.memory);
        turns = new TurnProcessor(
                builder.memory,
                builder.scopes,
                builder.searchOptions,
                builder.profileTokens,
                builder.capture,
                writer,
                RecallExecutor.of(builder.memory),
                builder.timeout);
        order = builder.order;
        if (order >= ToolCallingAdvisor.DEFAULT_ORDER) {
            LOG.warn(
                    "The advisor's order {} is inside the tool-calling loop ({}): every round recalls again. Use an"
                            + " order before it.",
                    order,
                    ToolCallingAdvisor.DEFAULT_ORDER);
        }
        scheduler = builder.scheduler;
    }

    /**
     * {@return a builder}
     *
     * @param memory the memory to store turns in and to search
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
        turn.beforeModelCall();
        ChatClientResponse response = chain.nextCall(remembered);
        turn.received(response);
        turn.end();
        return response;
    }

    @Override
    public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
        return Flux.deferContextual(context -> Schedulers.isInNonBlockingThread()
                // An event loop must not block on a resolver that reads a session or a database.
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
                    turn.beforeModelCall();
                    return chain.nextStream(remembered);
                })
                .doOnNext(turn::received)
                .doOnComplete(() -> writing(() -> ended(turn)))
                .doOnCancel(() -> writing(turn::beforeModelCall));
    }

    /** A broken connection can look like an end; then the model has not reported that it finished. */
    private void ended(TurnCapture turn) {
        if (finishing.isWhole(turn)) {
            turn.end();
        } else {
            LOG.warn("A stream ended before the model had finished. The partial answer is not stored.");
        }
    }

    /** Writing may wait for room in the queue, which must not block an event loop. */
    private void writing(Runnable write) {
        if (Schedulers.isInNonBlockingThread()) {
            scheduler.schedule(write);
        } else {
            write.run();
        }
    }

    /** {@return the number of turns that are not written yet, by all advisors of the memory} */
    public int waitingTurns() {
        return writer.waitingTurns();
    }

    /**
     * {@return the number of turns that could not be stored so far, by all advisors of the memory; the log states why}
     */
    public long lostTurns() {
        return writer.lostTurns();
    }

    /**
     * Waits for a few seconds at most until all captured turns that a scope covers are written, for applications that
     * list or forget right after an answer. Recall does not require it.
     *
     * @param scope the scope to be read
     * @return whether the turns are written; false after a timeout, or if the thread was interrupted
     */
    public boolean awaitWritten(Scope scope) {
        return writer.awaitWritten(scope);
    }

    /** Waits until queued turns are written; later turns have no memory. The memory itself stays open. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            writer.drain();
        }
    }

    /** Builds a {@link LongTermMemoryAdvisor}. Not thread-safe. */
    public static final class Builder {

        private final LongTermMemory memory;
        private ScopeResolver scopes = ScopeResolver.fromParameters();
        private UnaryOperator<SearchRequest.Builder> searchOptions = UnaryOperator.identity();
        private int profileTokens;
        private boolean capture = true;
        private Duration timeout = DEFAULT_TIMEOUT;
        private int order = DEFAULT_ORDER;
        private Scheduler scheduler = Schedulers.boundedElastic();

        private Builder(LongTermMemory memory) {
            this.memory = memory;
        }

        /**
         * Sets how the scope of a turn is resolved.
         *
         * @param scopes the resolver
         * @return this builder
         */
        public Builder scopes(ScopeResolver scopes) {
            this.scopes = scopes;
            return this;
        }

        /**
         * Customizes the search before a turn.
         *
         * @param searchOptions changes the request, such as its limit, token budget or filter
         * @return this builder
         */
        public Builder searchOptions(UnaryOperator<SearchRequest.Builder> searchOptions) {
            this.searchOptions = searchOptions;
            return this;
        }

        /**
         * Adds a profile (see {@link LongTermMemory#profile}) to the system message before what is recalled. By default
         * there is none.
         *
         * @param profileTokens the maximum number of tokens of the profile, at least 0
         * @return this builder
         */
        public Builder profile(int profileTokens) {
            if (profileTokens < 0) {
                throw new IllegalArgumentException(
                        "The token budget of the profile is " + profileTokens + "; it must be at least 0.");
            }
            this.profileTokens = profileTokens;
            return this;
        }

        /**
         * Sets whether turns are stored, which is the default.
         *
         * @param capture false to recall only
         * @return this builder
         */
        public Builder capture(boolean capture) {
            this.capture = capture;
            return this;
        }

        /**
         * Sets how long a turn waits for the memory before it continues without it.
         *
         * @param timeout the time
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets the advisor's order. From the order of {@code ToolCallingAdvisor} on, every round of tool calls recalls
         * again.
         *
         * @param order the order
         * @return this builder
         */
        public Builder order(int order) {
            this.order = order;
            return this;
        }

        /**
         * Sets where streams continue once the memory has answered.
         *
         * @param scheduler the scheduler
         * @return this builder
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
