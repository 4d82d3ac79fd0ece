package dev.memoir.langchain4j;

import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.service.AiServices;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.capture.RecallExecutor;
import dev.memoir.capture.TurnWriter;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gives AI services a long-term memory, in one line:
 *
 * <pre>{@code
 * Assistant assistant = MemoirAiServices.with(memory)
 *         .attachTo(AiServices.builder(Assistant.class).chatModel(model))
 *         .build();
 * assistant.chat("Where does my sister live?", InvocationParameters.from("userId", "zoe"));
 * }</pre>
 *
 * <p>Before a turn, what is known is added to the user's message; after it, the user's own words and the answer are
 * stored, behind the caller's back and in order. It works for calls and streams, with tools, guardrails and images. A call
 * that names no scope (see {@link ScopeResolver}) has no memory; a memory that fails costs a line in the log.
 *
 * <p>Recalled text does not stay in the chat memory. For a chat memory of your own, LangChain4j is told to keep each message
 * as the user sent it ({@code storeRetrievedContentInChatMemory(false)}): <b>what an input guardrail redacts is in that chat
 * memory unredacted and goes to the model in later turns</b>, and images given as parameters do not enter it. A service
 * with such guardrails or images takes a {@link MemoirChatMemoryProvider} by {@link Builder#chatMemory}: its windows keep a
 * message as the model saw it, and drop what was recalled when the turn is over. Long-term memory has the redacted words
 * either way; words that a guardrail rewrites together with what was recalled beside them are not remembered.
 *
 * <p>Closing the {@link LongTermMemory} writes what still waits. Thread-safe; a configured instance can be attached to any
 * number of services, and one can be made for each request.
 */
public final class MemoirAiServices implements AutoCloseable {

    /**
     * The invocation parameter that gives the time zone of the call, a {@link java.time.ZoneId} or its id: what is said is
     * stored with it, and recall dates with it. Without one, the memory's zone is meant.
     */
    public static final String ZONE = "zone";

    private final TurnWriter lanes;
    private final TurnCapture capture;
    private final MemoirRetrievalAugmentor augmentor;
    private final @Nullable MemoirChatMemoryProvider chatMemory;

    private MemoirAiServices(Builder builder) {
        LenientScopeResolver scopes = new LenientScopeResolver(builder.scopes);
        lanes = TurnWriter.of(builder.memory);
        chatMemory = builder.chatMemory;
        capture = new TurnCapture(scopes, lanes, chatMemory != null);
        augmentor = new MemoirRetrievalAugmentor(
                scopes,
                new MemoryRecaller(
                        builder.memory,
                        new TimeLimit(builder.memory, builder.timeout, builder.within),
                        builder.searching,
                        builder.listener),
                builder.documents);
    }

    /**
     * {@return memory for services whose calls pass the user in their invocation parameters}
     *
     * @param memory where turns are stored and recalled from
     */
    public static MemoirAiServices with(LongTermMemory memory) {
        return builder(memory).build();
    }

    /**
     * {@return a builder, for other scopes, for documents beside memory, or for another search}
     *
     * @param memory where turns are stored and recalled from
     */
    public static Builder builder(LongTermMemory memory) {
        return new Builder(memory);
    }

    /**
     * Attaches memory to a service that is being built. Do not set a retrieval augmentor or content retriever on the
     * service as well; give it to {@link Builder#documents}. Nor a chat memory, if {@link Builder#chatMemory} gave one.
     *
     * @param services the service's builder
     * @param <T> the service
     * @return the same builder
     */
    public <T> AiServices<T> attachTo(AiServices<T> services) {
        if (chatMemory != null) {
            services.chatMemoryProvider(chatMemory);
        }
        return services.retrievalAugmentor(augmentor)
                .storeRetrievedContentInChatMemory(chatMemory != null)
                .registerListeners(capture.listeners());
    }

    /**
     * Waits until what was said so far is written, as far as a scope reads it, some seconds at most: for an application that
     * lists or forgets right after an answer. A recall needs no waiting for.
     *
     * @param scope the scope that is about to be read
     * @return whether it is written; false when the time is up or the thread is interrupted
     */
    public boolean settle(Scope scope) {
        return lanes.awaitWritten(scope);
    }

    /** Writes what still waits; turns of services that this is attached to are not remembered any more. The memory stays open. */
    @Override
    public void close() {
        capture.close();
        lanes.drain();
    }

    /** Builds a {@link MemoirAiServices}. Not thread-safe. */
    public static final class Builder {

        private final LongTermMemory memory;
        private ScopeResolver scopes = ScopeResolver.fromInvocationParameters();
        private UnaryOperator<SearchRequest.Builder> searching = UnaryOperator.identity();
        private BiConsumer<SearchRequest, SearchResult> listener = (request, recollection) -> {};
        private Duration timeout = RecallExecutor.DEFAULT_TIMEOUT;
        private UnaryOperator<Runnable> within = UnaryOperator.identity();
        private @Nullable RetrievalAugmentor documents;
        private @Nullable MemoirChatMemoryProvider chatMemory;

        private Builder(LongTermMemory memory) {
            this.memory = memory;
        }

        /**
         * {@return this}
         *
         * @param scopes tells whose memory a call is about
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
         * {@return this}
         *
         * @param listener hears what was asked for and what was recalled, before each turn, on the thread of the call: for
         *     those who show where an answer comes from. What it throws is logged
         */
        public Builder onRecall(BiConsumer<SearchRequest, SearchResult> listener) {
            this.listener = listener;
            return this;
        }

        /**
         * {@return this}
         *
         * @param timeout the longest time that a call waits for memory, by default five seconds; then it goes on without it
         */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * {@return this}
         *
         * @param within wraps the search, which runs on another thread than the call, with what a framework keeps for each
         *     thread, such as the current trace or request
         */
        public Builder searchWithin(UnaryOperator<Runnable> within) {
            this.within = within;
            return this;
        }

        /**
         * {@return this}
         *
         * @param documents the application's own retrieval, which goes before memory
         */
        public Builder documents(RetrievalAugmentor documents) {
            this.documents = documents;
            return this;
        }

        /**
         * {@return this}
         *
         * @param chatMemory the service's chat memory, which keeps messages as guardrails left them; it must not capture
         */
        public Builder chatMemory(MemoirChatMemoryProvider chatMemory) {
            this.chatMemory = chatMemory;
            return this;
        }

        /**
         * {@return memory to attach}
         *
         * @throws IllegalArgumentException if the chat memory captures too
         */
        public MemoirAiServices build() {
            if (chatMemory != null && chatMemory.captures()) {
                throw new IllegalArgumentException("The chat memory captures, and so does MemoirAiServices: every turn"
                        + " would be stored twice. Build the provider without capture().");
            }
            return new MemoirAiServices(this);
        }
    }
}
