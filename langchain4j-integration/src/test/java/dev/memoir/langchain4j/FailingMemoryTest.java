// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static dev.memoir.langchain4j.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.router.DefaultQueryRouter;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.memoir.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Failing memory, memory together with documents, and concurrent calls. */
class FailingMemoryTest extends MemoryFixture {

    interface Assistant {
        String chat(@UserMessage String text, InvocationParameters parameters);
    }

    @Test
    void a_closed_memory_does_not_break_the_chat() {
        ScriptedModel model = says("Still here.");
        Assistant assistant = services(Assistant.class).chatModel(model).build();
        memory.close();
        assertThat(assistant.chat("Are you there?", AS_ZOE)).isEqualTo("Still here.");
        assertThat(model.lastPrompt()).isEqualTo("Are you there?");
    }

    @Test
    void closing_the_memory_writes_what_was_just_said() {
        Assistant assistant = services(Assistant.class).chatModel(says("Fine.")).build();
        for (int i = 0; i < 30; i++) {
            assistant.chat("Number " + i, AS_ZOE);
        }
        memory.close();
        open();
        assertThat(memory.stats(ZOE).turns()).isEqualTo(60);
    }

    @Test
    void a_closed_integration_leaves_the_chat_alone_and_the_memory_open() {
        Assistant assistant = services(Assistant.class).chatModel(says("Fine.")).build();
        assistant.chat("Remember this.", AS_ZOE);
        memoir.close();
        assertThat(assistant.chat("Not this.", AS_ZOE)).isEqualTo("Fine.");
        assertThat(remembered(ZOE)).containsExactly("USER: Remember this.", "ASSISTANT: Fine.");
    }

    @Test
    void an_integration_for_each_request_costs_no_threads() {
        for (int i = 0; i < 30; i++) {
            MemoirAttachment.with(memory)
                    .attachTo(AiServices.builder(Assistant.class))
                    .chatModel(says("Fine."))
                    .build()
                    .chat("Number " + i, AS_ZOE);
        }
        assertThat(remembered(ZOE)).hasSize(60);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("memoir-capture"))
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void a_recall_waits_for_what_a_narrower_scope_just_said() {
        ScriptedModel model = says("Noted.");
        Assistant assistant = MemoirAttachment.with(writingLate().memory)
                .attachTo(AiServices.builder(Assistant.class))
                .chatModel(model)
                .build();
        assistant.chat("My code is 7788.", InvocationParameters.from(Map.of("userId", "zoe", "runId", "r1")));
        assistant.chat("What is my code?", AS_ZOE);
        assertThat(model.lastPrompt()).contains("My code is 7788.");
    }

    @Test
    void memory_goes_beside_the_applications_own_documents() {
        known("My sister Ana moved to Lisbon in May.");
        memoir = MemoirAttachment.builder(memory)
                .documents(documents())
                .searchOptions(search -> search.limit(1))
                .build();
        ScriptedModel model = says("In Portugal.");
        services(Assistant.class).chatModel(model).build().chat("In which country does my sister live?", AS_ZOE);
        assertThat(model.lastPrompt()).contains("Lisbon is in Portugal.").contains("Ana moved to Lisbon");
        assertThat(remembered(ZOE)).contains("USER: In which country does my sister live?");
    }

    @Test
    void a_retriever_of_memory_and_one_of_documents_share_an_augmentor() {
        known("My sister Ana moved to Lisbon in May.");
        MemoirContentRetriever memories = new MemoirContentRetriever(memory, ScopeResolver.fromInvocationParameters());
        ScriptedModel model = says("In Portugal.");
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(model)
                .retrievalAugmentor(DefaultRetrievalAugmentor.builder()
                        .queryRouter(new DefaultQueryRouter(
                                memories, query -> List.of(Content.from(TextSegment.from("Lisbon is in Portugal.")))))
                        .build())
                .build();
        assistant.chat("In which country does my sister live?", AS_ZOE);
        assertThat(model.lastPrompt()).contains("Lisbon is in Portugal.").contains("Ana moved to Lisbon");
        assistant.chat("In which country does my sister live?", as("tom"));
        assertThat(model.lastPrompt()).doesNotContain("Ana");
        assistant.chat("In which country does my sister live?", new InvocationParameters());
        assertThat(model.lastPrompt()).doesNotContain("Ana");
    }

    @Test
    void sixty_four_chats_at_once_do_not_hear_each_other() throws Exception {
        ScriptedModel model = new ScriptedModel(request -> dev.langchain4j.data.message.AiMessage.from("Noted."));
        // Sixteen at a time embed on the cores that there are: how long that takes is not the matter here.
        memoir = MemoirAttachment.builder(memory).timeout(Duration.ofMinutes(1)).build();
        Assistant assistant = services(Assistant.class).chatModel(model).build();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<String>> chats = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String user = "user" + i;
                chats.add(() -> {
                    assistant.chat("My code is secret-" + user + ".", as(user));
                    return assistant.chat("What is my code? I am " + user, as(user));
                });
            }
            for (Future<String> chat : threads.invokeAll(chats)) {
                assertThat(chat.get()).isEqualTo("Noted.");
            }
        } finally {
            threads.shutdownNow();
        }
        model.requests.stream()
                .map(ScriptedModel::prompt)
                .filter(prompt -> prompt.startsWith("What"))
                .forEach(prompt -> {
                    String user = prompt.substring(prompt.indexOf("I am ") + 5)
                            .lines()
                            .findFirst()
                            .orElseThrow();
                    assertThat(prompt).contains("secret-" + user + ".");
                    assertThat(prompt.split("secret-", -1)).as(prompt).hasSize(2);
                });
        memoir.close();
        for (int i = 0; i < 64; i++) {
            assertThat(memory.stats(Scope.user("user" + i)).turns()).isEqualTo(4);
        }
    }
}
