package com.example;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.spring.LongTermMemoryAdvisor;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Chats with users and remembers each of them. A real application takes the user from its login, not from the path. */
@RestController
@RequestMapping("/users/{user}")
class ChatController {

    private final ChatClient chat;
    private final LongTermMemory memory;
    private final boolean keyMissing;

    ChatController(ChatClient.Builder chat, LongTermMemory memory, @Value("${spring.ai.openai.api-key}") String key) {
        this.chat = chat.build(); // the starter has attached the memory
        this.memory = memory;
        this.keyMissing = key.equals("none");
    }

    /** Answers with what is remembered of the user in the prompt, and remembers message and answer. */
    @PostMapping("/chat")
    String chat(@PathVariable String user, @RequestBody String message) {
        if (keyMissing) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Set OPENAI_API_KEY to chat.");
        }
        return chat.prompt(message)
                .advisors(advisors -> advisors.param(LongTermMemoryAdvisor.USER_ID, user))
                .call()
                .content();
    }

    /** Shows what is remembered for a question, without a language model. */
    @GetMapping("/memory")
    String memory(@PathVariable String user, @RequestParam String question) {
        return memory.search(Scope.user(user), question).context();
    }
}
