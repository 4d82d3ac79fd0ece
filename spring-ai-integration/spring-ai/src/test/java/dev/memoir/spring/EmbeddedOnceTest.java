// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;

/** The requests to the embedding model, which cost money and time, in turns that recall and capture. */
class EmbeddedOnceTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 1", "false, 500", "true, 500"})
    void a_users_message_is_embedded_once_a_turn(boolean stream, int repeats) {
        ScriptedEmbeddings model = new ScriptedEmbeddings();
        String first = "My sister Ana moved to Lisbon. ".repeat(repeats);
        String second = "Where does my sister live? ".repeat(repeats);
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(SpringEmbedder.of(model))
                .open()) {
            LongTermMemoryAdvisor advisor =
                    LongTermMemoryAdvisor.builder(memory).build();
            ChatClient client = ChatClient.builder(ScriptedModel.says("In Lisbon."))
                    .defaultAdvisors(advisor)
                    .build();
            model.requests.clear();
            ask(client.prompt(first), stream);
            ask(client.prompt(second), stream);
            advisor.close();
            assertThat(memory.stats(Scope.user("zoe")).turns()).isEqualTo(4);
        }
        assertThat(model.texts())
                .as("the second answer is the first again, and no question")
                .containsExactly(first.strip(), "In Lisbon.", second.strip(), "In Lisbon.");
        assertThat(model.requests).hasSize(4);
    }

    private static void ask(ChatClientRequestSpec request, boolean stream) {
        ChatClientRequestSpec asZoe = request.advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"));
        if (stream) {
            asZoe.stream().content().collectList().block(Duration.ofSeconds(20));
        } else {
            asZoe.call().content();
        }
    }
}
