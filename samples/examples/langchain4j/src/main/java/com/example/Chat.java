package com.example;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.memoir.LongTermMemory;
import dev.memoir.langchain4j.model.LangChain4jLanguageModel;
import java.nio.file.Path;
import java.util.Scanner;

/** Chats on the console: what is said today is known tomorrow. */
public class Chat {

    public static void main(String[] args) {
        String key = System.getenv("OPENAI_API_KEY");
        if (key == null) {
            System.out.println("Set OPENAI_API_KEY to chat (and OPENAI_BASE_URL for a compatible server).");
            return;
        }
        ChatModel model = OpenAiChatModel.builder()
                .apiKey(key)
                .baseUrl(System.getenv().getOrDefault("OPENAI_BASE_URL", "https://api.openai.com/v1"))
                .modelName(System.getenv().getOrDefault("OPENAI_MODEL", "gpt-4o-mini"))
                .build();
        try (LongTermMemory memory = LongTermMemory.builder()
                        .directory(Path.of("my-memory"))
                        .languageModel(new LangChain4jLanguageModel(model)) // extracts facts in the background
                        .open();
                Scanner lines = new Scanner(System.in, "UTF-8")) {
            Assistant assistant = Assistant.create(model, memory);
            while (lines.hasNextLine()) {
                System.out.println(assistant.chat(lines.nextLine(), Assistant.user("zoe")));
            }
        }
    }
}
