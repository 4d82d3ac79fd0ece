// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.langchain4j.MemoirAttachment;
import dev.memoir.langchain4j.ScopeResolver;

final class Tenants {

    record Customer(String tenant, String number) {}

    interface Assistant {
        @UserMessage("{{words}}")
        String chat(Customer customer, @V("words") String words);
    }

    private Tenants() {}

    static ScopeResolver customer() {
        return call -> call.methodArguments().stream()
                .filter(Customer.class::isInstance)
                .map(Customer.class::cast)
                .findFirst()
                .map(customer -> Scope.user(customer.tenant() + "/" + customer.number()));
    }

    static Assistant assistant(LongTermMemory memory, ChatModel model) {
        return MemoirAttachment.builder(memory)
                .scopes(customer())
                .build()
                .attachTo(AiServices.builder(Assistant.class).chatModel(model))
                .build();
    }
}
