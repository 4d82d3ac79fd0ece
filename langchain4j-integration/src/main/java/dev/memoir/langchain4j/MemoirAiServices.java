package dev.memoir.langchain4j;

import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.service.AiServices;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.capture.CaptureLanes;
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
 * <p>Recalled text does not enter the chat memory: it sets {@code storeRetrievedContentInChatMemory(false)}, with which
 * LangChain4j keeps the message as the user sent it, so that images given as parameters and what an input guardrail
 * rewrote do not enter the chat memory either. (Long-term memory takes the rewritten words.)
 *
 * <p>Closing the {@link LongTermMemory} writes what still waits. Thread-safe; a configured instance can be attached to any
 * number of services.
 */
public final class MemoirAiServices implements AutoCloseable {

    private final LongTermMemory memory;
    private final CaptureLanes lanes;
    private final TurnCapture capture;
    private final MemoirRetrievalAugmentor augmentor;

    private MemoirAiServices(Builder builder) {
        Scopes scopes = new Scopes(builder.scopes);
        memory = builder.memory;
        lanes = new CaptureLanes(memory);
        capture = new TurnCapture(scopes, lanes);
        augmentor = new MemoirRetrievalAugmentor(
                scopes, new Recall(memory, builder.searching), lanes::settle, builder.documents);
        memory.beforeClose(this::close);
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
     * service as well; give it to {@link Builder#documents}.
     *
     * @param services the service's builder
     * @param <T> the service
     * @return the same builder
     */
    public <T> AiServices<T> attachTo(AiServices<T> services) {
        return services.retrievalAugmentor(augmentor)
                .storeRetrievedContentInChatMemory(false)
                .registerListeners(capture.listeners());
    }

    /**
     * Waits until what was said in a scope so far is written, two seconds at most: for an application that lists or forgets
     * right after an answer. A recall of the same scope needs no waiting for.
     *
     * @param scope whose, exactly as the calls named it
     */
    public void settle(Scope scope) {
        lanes.settle(scope);
    }

    /** Writes what still waits; turns that come later are not remembered. The memory stays open. */
    @Override
    public void close() {
        capture.close();
        lanes.close();
    }

    /** Builds a {@link MemoirAiServices}. Not thread-safe. */
    public static final class Builder {

        private final LongTermMemory memory;
        private ScopeResolver scopes = ScopeResolver.fromInvocationParameters();
        private UnaryOperator<SearchRequest.Builder> searching = UnaryOperator.identity();
        private @Nullable RetrievalAugmentor documents;

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
         * @param documents the application's own retrieval, which goes before memory
         */
        public Builder documents(RetrievalAugmentor documents) {
            this.documents = documents;
            return this;
        }

        /** {@return memory to attach} */
        public MemoirAiServices build() {
            return new MemoirAiServices(this);
        }
    }
}
