package com.example;

import dev.langchain4j.memory.chat.ChatMemoryProvider;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.langchain4j.MemoirChatMemoryProvider;
import dev.memoir.langchain4j.MemoirRetrievalAugmentor;
import dev.memoir.langchain4j.ScopeResolver;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Produces the memory and the two beans through which Quarkus' AI services use it. */
@Singleton
class MemoryBeans {

    @Produces
    @Singleton
    LongTermMemory memory(@ConfigProperty(name = "memoir.directory") Path directory) {
        return LongTermMemory.open(directory);
    }

    /** Opens the memory when the application starts, rather than during its first request. */
    void open(@Observes StartupEvent start, LongTermMemory memory) {}

    void close(@Disposes LongTermMemory memory) {
        memory.close();
    }

    @Produces
    @Singleton
    RetrievalAugmentor recall(LongTermMemory memory) {
        return new MemoirRetrievalAugmentor(memory, ScopeResolver.fromMemoryId(MemoryBeans::scope), null);
    }

    @Produces
    @Singleton
    ChatMemoryProvider windows(LongTermMemory memory) {
        return MemoirChatMemoryProvider.builder(memory, id -> Optional.of(scope(id)))
                .capture()
                .build();
    }

    private static Scope scope(Object memoryId) {
        return Scope.user(((ChatId) memoryId).user());
    }
}
