package dev.memoir.langchain4j;

import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.AiServices;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.RecordedTurn;
import dev.memoir.Scope;
import dev.memoir.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real memory in a temporary directory, and a service attached to it. */
abstract class MemoryFixture {

    static final Scope ZOE = Scope.user("zoe");
    static final InvocationParameters AS_ZOE = InvocationParameters.from("userId", "zoe");

    LongTermMemory memory;
    MemoirAiServices memoir;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        memory = LongTermMemory.open(directory);
        memoir = MemoirAiServices.with(memory);
    }

    @AfterEach
    void close() {
        memory.close();
    }

    void known(String... texts) {
        for (String text : texts) {
            memory.add(ZOE, Turn.user(text));
        }
    }

    <T> AiServices<T> services(Class<T> type) {
        return memoir.attachTo(AiServices.builder(type));
    }

    static InvocationParameters as(String user) {
        return InvocationParameters.from(Map.of("userId", user));
    }

    /** What memory holds, in order, as "role: text", once everything that waits is written. */
    List<String> remembered(Scope scope) {
        memoir.close();
        return memory.listTurns(ListRequest.of(scope).limit(1000).build()).items().stream()
                .map(MemoryFixture::line)
                .toList();
    }

    static String line(RecordedTurn turn) {
        return turn.turn().role() + ": " + turn.text();
    }
}
