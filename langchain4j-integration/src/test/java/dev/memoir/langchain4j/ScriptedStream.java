// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model that streams words on the calling thread, until it is cancelled or made to fail. */
final class ScriptedStream implements StreamingChatModel {

    private final List<String> words;
    private final boolean failing;
    final List<ChatRequest> requests = new CopyOnWriteArrayList<>();

    ScriptedStream(boolean failing, String... words) {
        this.failing = failing;
        this.words = List.of(words);
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        requests.add(request);
        Handle handle = new Handle();
        for (String word : words) {
            if (handle.cancelled) {
                return;
            }
            handler.onPartialResponse(new PartialResponse(word), new PartialResponseContext(handle));
        }
        if (handle.cancelled) {
            return;
        }
        if (failing) {
            handler.onError(new IllegalStateException("the stream broke"));
        } else {
            handler.onCompleteResponse(ChatResponse.builder()
                    .aiMessage(AiMessage.from(String.join("", words)))
                    .build());
        }
    }

    private static final class Handle implements StreamingHandle {
        private volatile boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
