package com.example;

import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;
import jakarta.enterprise.context.ApplicationScoped;

/** An assistant that remembers its users across their conversations. */
@RegisterAiService
@ApplicationScoped
interface Assistant {

    String chat(@MemoryId ChatId chat, @UserMessage String message);
}
