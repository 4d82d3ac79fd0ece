// SPDX-License-Identifier: Apache-2.0
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
 * Adds long-term memory to AI services in one line:
 *
 * <pre>{@code
 * Assistant assistant = MemoirAttachment.with(memory)
 *         .attachTo(AiServices.builder(Assistant.class).chatModel(model))
 *         .build();
 * assistant.chat("Where does my sister live?", InvocationParameters.from("userId", "zoe"));
 * }</pre>
 *
 * <p>Before a turn, recalled memory is added to the user's message; after it, the user's own words and the answer are
 * stored in order, in the background. This works for calls and streams, with tools, guardrails and images. A call
 * without a scope (see {@link ScopeResolver}) has no memory; a failing memory only causes a log message.
 *
 * <p>Recalled text does not stay in the chat memory. For your own chat memory, LangChain4j is configured to keep each
 * message as the user sent it ({@code storeRetrievedContentInChatMemory(false)}): <b>text that an input guardrail
 * redacts remains unredacted in that chat memory and is sent to the model in later turns</b>, and images passed as
 * parameters are not stored in it. For such guardrails or images, pass a {@link MemoirChatMemoryProvider} to {@link
 * Builder#chatMemory}: its windows keep a message as the model saw it, and remove recalled text after the turn.
 * Long-term memory stores the redacted text in both cases, without recalled text; a message whose recalled block a
 * guardrail has broken is not remembered.
 *
 * <p>Closing the {@link LongTermMemory} writes pending turns. Thread-safe; an instance can be attached to any number of
 * services, and may be created per request.
 */
public final class MemoirAttachment implements AutoCloseable {

    /**
     * The invocation parameter for the time zone of a call, a {@link java.time.ZoneId} or its id. Turns are stored with
     * it, and recalled dates use it. The default is the memory's zone.
     */
    public static final String ZONE = "zone";

    private final TurnWriter writer;
    private final TurnCapture capture;
    private final MemoirRetrievalAugmentor augmentor;
    private final @Nullable MemoirChatMemoryProvider chatMemory;

    private MemoirAttachment(Builder builder) {
        LenientScopeResolver scopes = new LenientScopeResolver(builder.scopes);
        writer = TurnWriter.of(builder.memory);
        chatMemory = builder.chatMemory;
        capture = new TurnCapture(scopes, writer, chatMemory != null);
        augmentor = new MemoirRetrievalAugmentor(
                scopes,
                new MemoryRecaller(
                        builder.memory,
                        new TimeLimit(builder.memory, builder.timeout, builder.searchDecorator),
                        builder.searchOptions,
                        builder.listener),
                builder.documents);
    }

    /**
     * {@return an instance for services that receive the user as an invocation parameter}
     *
     * @param memory the memory to read and write
     */
    public static MemoirAttachment with(LongTermMemory memory) {
        return builder(memory).build();
    }

    /**
     * {@return a builder for custom scopes, additional documents, or custom search options}
     *
     * @param memory the memory to read and write
     */
    public static Builder builder(LongTermMemory memory) {
        return new Builder(memory);
    }

    /**
     * Attaches memory to a service under construction. Do not set another retrieval augmentor or content retriever on
     * the service; pass it to {@link Builder#documents}. Do not set a chat memory if {@link Builder#chatMemory} was
     * used.
     *
     * @param services the builder of the service
     * @param <T> the type of the service
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
     * Waits for a few seconds at most until all captured turns that a scope covers are written, for applications that
     * list or forget right after an answer. Recall does not require it.
     *
     * @param scope the scope to be read
     * @return whether the turns are written; false after a timeout, or if the thread was interrupted
     */
    public boolean awaitWritten(Scope scope) {
        return writer.awaitWritten(scope);
    }

    /** Writes pending turns and stops capturing turns of the attached services. The memory stays open. */
    @Override
    public void close() {
        capture.close();
        writer.drain();
    }

    /** Builds a {@link MemoirAttachment}. Not thread-safe. */
    public static final class Builder {

        private final LongTermMemory memory;
        private ScopeResolver scopes = ScopeResolver.fromInvocationParameters();
        private UnaryOperator<SearchRequest.Builder> searchOptions = UnaryOperator.identity();
        private BiConsumer<SearchRequest, SearchResult> listener = (request, recollection) -> {};
        private Duration timeout = RecallExecutor.DEFAULT_TIMEOUT;
        private UnaryOperator<Runnable> searchDecorator = UnaryOperator.identity();
        private @Nullable RetrievalAugmentor documents;
        private @Nullable MemoirChatMemoryProvider chatMemory;

        private Builder(LongTermMemory memory) {
            this.memory = memory;
        }

        /**
         * {@return this}
         *
         * @param scopes resolves the scope of a call
         */
        public Builder scopes(ScopeResolver scopes) {
            this.scopes = scopes;
            return this;
        }

        /**
         * {@return this}
         *
         * @param searchOptions customises the search before a turn: its limit, token budget, filter
         */
        public Builder searchOptions(UnaryOperator<SearchRequest.Builder> searchOptions) {
            this.searchOptions = searchOptions;
            return this;
        }

        /**
         * {@return this}
         *
         * @param listener receives the search request and its result before each turn, on the calling thread, for
         *     example to show the sources of an answer. Its exceptions are logged
         */
        public Builder onRecall(BiConsumer<SearchRequest, SearchResult> listener) {
            this.listener = listener;
            return this;
        }

        /**
         * {@return this}
         *
         * @param timeout the maximum time that a call waits for memory before it continues without it; five seconds by
         *     default
         */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * {@return this}
         *
         * @param searchDecorator wraps the search, which runs on another thread, to propagate thread-bound state of a
         *     framework such as the current trace or request
         */
        public Builder searchDecorator(UnaryOperator<Runnable> searchDecorator) {
            this.searchDecorator = searchDecorator;
            return this;
        }

        /**
         * {@return this}
         *
         * @param documents the application's own retrieval, which runs before memory
         */
        public Builder documents(RetrievalAugmentor documents) {
            this.documents = documents;
            return this;
        }

        /**
         * {@return this}
         *
         * @param chatMemory the chat memory of the service, which keeps messages as rewritten by guardrails; must not
         *     capture turns
         */
        public Builder chatMemory(MemoirChatMemoryProvider chatMemory) {
            this.chatMemory = chatMemory;
            return this;
        }

        /**
         * {@return the configured instance}
         *
         * @throws IllegalArgumentException if the chat memory captures turns as well
         */
        public MemoirAttachment build() {
            if (chatMemory != null && chatMemory.captures()) {
                throw new IllegalArgumentException(
                        "Both the chat memory and MemoirAttachment would capture turns, so that each turn"
                                + " would be stored twice. Build the chat memory provider without capture().");
            }
            return new MemoirAttachment(this);
        }
    }
}
