// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static dev.memoir.langchain4j.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.UserMessage;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.prompt.TokenCounter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of a turn of thousands of tokens that reaches a prompt. */
class LongTurnTest extends MemoryFixture {

    interface Assistant {
        String chat(@UserMessage String message, InvocationParameters parameters);
    }

    interface Explaining {
        Result<String> chat(@UserMessage String message, InvocationParameters parameters);
    }

    private static final String QUESTION = "What is the code of my booking?";

    private static final String ANSWER = "Here is all about your journey. "
            + "The train follows the river, and the seats by the window are the quiet ones. ".repeat(120)
            + "The code of your booking is QX-731. "
            + "The hotel has a garden, and breakfast is served on the terrace until eleven. ".repeat(120);

    private final ScopeResolver zoes = context -> Optional.of(ZOE);

    @Test
    void a_retriever_gives_the_excerpt_and_the_id_of_the_whole() {
        memory.add(ZOE, Turn.assistant(ANSWER));
        Query query = Query.from(
                QUESTION, Metadata.from(dev.langchain4j.data.message.UserMessage.from(QUESTION), "zoe", List.of()));
        TextSegment found =
                new MemoirContentRetriever(memory, zoes).retrieve(query).get(0).textSegment();
        assertThat(found.text()).contains("QX-731").contains("[…]");
        assertThat(TokenCounter.count(found.text())).isLessThan(300);
        String id = found.metadata().getString(MemoirContentRetriever.ID);
        assertThat(memory.getTurn(ZOE, id).map(StoredTurn::text)).contains(ANSWER);
    }

    @Test
    void a_prompt_of_a_retriever_of_memory_has_no_whole_long_turn() {
        memory.add(ZOE, Turn.assistant(ANSWER));
        ScriptedModel model = says("It is QX-731.");
        AiServices.builder(Assistant.class)
                .chatModel(model)
                .retrievalAugmentor(DefaultRetrievalAugmentor.builder()
                        .contentRetriever(new MemoirContentRetriever(memory, zoes))
                        .build())
                .build()
                .chat(QUESTION, AS_ZOE);
        assertThat(model.lastPrompt()).contains("QX-731");
        assertThat(TokenCounter.count(model.lastPrompt())).isLessThan(400);
    }

    @Test
    void a_source_of_a_service_is_shown_as_in_the_prompt() {
        memory.add(ZOE, Turn.assistant(ANSWER));
        assertThat(sources(says("It is QX-731.")))
                .singleElement()
                .matches(text -> text.contains("QX-731"))
                .matches(text -> TokenCounter.count(text) < 300);
    }

    @Test
    void what_the_prompt_has_no_room_for_is_no_source() {
        for (int i = 0; i < 12; i++) {
            known("The code of booking " + i + " is written on the ticket. " + "Trains are late there. ".repeat(35));
        }
        ScriptedModel model = says("I do not know.");
        List<String> sources = sources(model);
        assertThat(sources).isNotEmpty().allMatch(text -> model.lastPrompt().contains(text.substring(0, 30)));
    }

    private List<String> sources(ScriptedModel model) {
        return services(Explaining.class).chatModel(model).build().chat(QUESTION, AS_ZOE).sources().stream()
                .map(source -> source.textSegment().text())
                .toList();
    }
}
