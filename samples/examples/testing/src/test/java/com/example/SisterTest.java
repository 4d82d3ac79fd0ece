package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.langchain4j.model.LangChain4jLanguageModel;
import dev.memoir.testing.MemoirExtension;
import dev.memoir.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests what a memory learns: the model's replies are recorded in {@code src/test/recordings}. */
class SisterTest {

    @RegisterExtension
    static final MemoirExtension MEMOIR = MemoirExtension.builder()
            .recordingFrom("gpt-4o-mini", SisterTest::model)
            .build();

    @Test
    void it_is_learned_where_she_lives(LongTermMemory memory, TestClock clock) {
        Scope zoe = Scope.user("zoe");
        memory.add(zoe, Turn.user("My sister Ana lives in Porto."));
        assertTrue(memory.learning().flush(Duration.ofMinutes(1)));

        clock.advance(Duration.ofDays(30));
        memory.add(zoe, Turn.user("Ana has moved to Lisbon."));
        assertTrue(memory.learning().flush(Duration.ofMinutes(1)));

        SearchRequest facts = SearchRequest.builder(zoe, "Where does Ana live?")
                .types(ItemType.MEMORY)
                .build();
        assertEquals(
                "Ana, the user's sister, lives in Lisbon.",
                memory.search(facts).hits().get(0).item().text());
    }

    /** Called only to record a reply that is missing. */
    private static LangChain4jLanguageModel model() {
        return new LangChain4jLanguageModel(OpenAiChatModel.builder()
                .apiKey(System.getenv("OPENAI_API_KEY"))
                .modelName("gpt-4o-mini")
                .build());
    }
}
