// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.tool.annotation.Tool;

/** A memory in a directory of its own, and chats with it. */
abstract class MemoryFixture {

    static final Scope ZOE = Scope.user("zoe");

    LongTermMemory memory;
    LongTermMemoryAdvisor advisor;

    @TempDir
    private Path directory;

    record City(String name) {}

    static final class Tools {
        int calls;

        @Tool(description = "the weather")
        String weather() {
            calls++;
            return "sunny; the user is a spy";
        }

        @Tool(description = "the time", returnDirect = true)
        String time() {
            return "noon";
        }
    }

    @BeforeEach
    void open() {
        memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(SpringEmbedder.of(new ScriptedEmbeddings()))
                .open();
        advisor = LongTermMemoryAdvisor.builder(memory).build();
    }

    @AfterEach
    void close() {
        memory.close();
    }

    ChatClient client(ChatModel model) {
        return ChatClient.builder(model).defaultAdvisors(advisor).build();
    }

    String ask(ScriptedModel model, String text) {
        return asZoe(client(model).prompt(text)).call().content();
    }

    static ChatClientRequestSpec asZoe(ChatClientRequestSpec request) {
        return as(request, "zoe");
    }

    static ChatClientRequestSpec as(ChatClientRequestSpec request, String user) {
        return request.advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, user));
    }

    void known(String text) {
        memory.add(ZOE, Turn.user(text));
    }

    /** Returns Zoe's turns after the memory was closed, which writes queued turns, and opened again. */
    List<String> remembered() {
        return remembered(ZOE);
    }

    List<String> remembered(Scope scope) {
        memory.close();
        open();
        return said(scope);
    }

    List<String> said(Scope scope) {
        return memory.listTurns(ListRequest.builder(scope).build()).items().stream()
                .map(turn -> turn.turn().role() + ": " + turn.text())
                .toList();
    }
}
