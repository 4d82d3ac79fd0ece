// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import dev.langchain4j.memory.chat.ChatMemoryProvider;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.langchain4j.MemoirChatMemoryProvider;
import dev.memoir.langchain4j.MemoirRetrievalAugmentor;
import dev.memoir.langchain4j.ScopeResolver;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MemoryBeans {

    @Bean
    LongTermMemory memory(@Value("${memoir.directory}") Path directory) {
        return LongTermMemory.open(directory);
    }

    @Bean
    RetrievalAugmentor recall(LongTermMemory memory) {
        return new MemoirRetrievalAugmentor(memory, ScopeResolver.fromMemoryId(MemoryBeans::scope), null);
    }

    @Bean
    ChatMemoryProvider windows(LongTermMemory memory) {
        return MemoirChatMemoryProvider.builder(memory, id -> Optional.of(scope(id)))
                .capture()
                .build();
    }

    private static Scope scope(Object memoryId) {
        return Scope.user(((Conversation) memoryId).user());
    }
}
