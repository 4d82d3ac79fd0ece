// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.service.AiServices;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real memory in a temporary directory, and a service attached to it. */
abstract class MemoryFixture {

    static final Scope ZOE = Scope.user("zoe");
    static final InvocationParameters AS_ZOE = InvocationParameters.from("userId", "zoe");

    LongTermMemory memory;
    MemoirAttachment memoir;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        memory = LongTermMemory.open(directory);
        memoir = MemoirAttachment.with(memory);
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

    /** The application's own retrieval, which finds one document whatever is asked. */
    static RetrievalAugmentor documents() {
        return DefaultRetrievalAugmentor.builder()
                .contentRetriever(query -> List.of(Content.from(TextSegment.from("Lisbon is in Portugal."))))
                .build();
    }

    /**
     * Makes each write wait until a search begins, or for too long: a search that does not wait for writes finds
     * nothing.
     */
    FaultyMemory writingLate() {
        CountDownLatch searching = new CountDownLatch(1);
        return new FaultyMemory(memory)
                .on("search", searching::countDown)
                .on("add", () -> await(searching, Duration.ofMillis(300)));
    }

    static void await(CountDownLatch latch, Duration atMost) {
        try {
            latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static InvocationParameters as(String user) {
        return InvocationParameters.from(Map.of("userId", user));
    }

    /** Returns the content of memory in order, as "role: text", after pending turns are written. */
    List<String> remembered(Scope scope) {
        memoir.close();
        return memory.listTurns(ListRequest.builder(scope).limit(1000).build()).items().stream()
                .map(MemoryFixture::line)
                .toList();
    }

    static String line(StoredTurn turn) {
        return turn.turn().role() + ": " + turn.text();
    }
}
