package com.example;

import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.memoir.LongTermMemory;
import dev.memoir.langchain4j.MemoirAttachment;

/** An assistant that remembers each of its users. */
interface Assistant {

    String chat(@UserMessage String message, InvocationParameters parameters);

    static Assistant create(ChatModel model, LongTermMemory memory) {
        return MemoirAttachment.with(memory)
                .attachTo(AiServices.builder(Assistant.class).chatModel(model))
                .build();
    }

    /** What a call needs to know of its user: without a user, nothing is remembered. */
    static InvocationParameters user(String id) {
        return InvocationParameters.from("userId", id);
    }
}
