// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.router.DefaultQueryRouter;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.UserMessage;
import dev.memoir.LongTermMemory;
import dev.memoir.langchain4j.MemoirContentRetriever;
import dev.memoir.langchain4j.ScopeResolver;
import java.util.List;

final class Documents {

    interface Assistant {
        Result<String> ask(@UserMessage String question, InvocationParameters parameters);
    }

    private Documents() {}

    static Assistant assistant(LongTermMemory memory, ChatModel model, ContentRetriever handbook) {
        ContentRetriever remembered = new MemoirContentRetriever(memory, ScopeResolver.fromInvocationParameters());
        return AiServices.builder(Assistant.class)
                .chatModel(model)
                .retrievalAugmentor(DefaultRetrievalAugmentor.builder()
                        .queryRouter(new DefaultQueryRouter(handbook, remembered))
                        .build())
                .build();
    }

    static ContentRetriever handbook() {
        return query -> List.of(Content.from(TextSegment.from("Trains to Lisbon leave at nine.")));
    }
}
