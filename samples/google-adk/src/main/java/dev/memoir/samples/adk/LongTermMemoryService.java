// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.adk;

import com.google.adk.memory.BaseMemoryService;
import com.google.adk.memory.MemoryEntry;
import com.google.adk.memory.SearchMemoryResponse;
import com.google.adk.sessions.Session;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryItem;
import dev.memoir.SearchRequest;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.capture.TurnWriter;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ADK's memory service on a {@link LongTermMemory}: each application keeps a memory of each of its users. It is searched
 * by {@code LoadMemoryTool} and by tools of one's own. Thread-safe.
 */
public final class LongTermMemoryService implements BaseMemoryService {

    private static final Logger LOG = LoggerFactory.getLogger(LongTermMemoryService.class);

    private final LongTermMemory memory;

    /**
     * @param memory the memory; not closed by this
     */
    public LongTermMemoryService(LongTermMemory memory) {
        this.memory = memory;
    }

    /** Stores what is new in the session. The result fails if the memory does, since nothing else would report it. */
    @Override
    public Completable addSessionToMemory(Session session) {
        return Completable.fromAction(() -> List.copyOf(session.events()).stream()
                        .flatMap(event -> SessionTurns.request(session, event).stream())
                        .forEach(memory::add))
                .subscribeOn(Schedulers.io());
    }

    /** Searches turns and memories. Tools search during a turn, so a failure is logged and nothing is found. */
    @Override
    public Single<SearchMemoryResponse> searchMemory(String appName, String userId, String query) {
        return Single.fromCallable(() -> found(appName, userId, query))
                .subscribeOn(Schedulers.io())
                .onErrorReturn(failure -> {
                    LOG.warn("The memory could not be searched, and a tool finds nothing.", failure);
                    return SearchMemoryResponse.builder().build();
                });
    }

    private SearchMemoryResponse found(String appName, String userId, String query) {
        if (query.isBlank()) {
            return SearchMemoryResponse.builder().build();
        }
        SearchRequest request = SearchRequest.builder(SessionTurns.scope(appName, userId), query)
                .build();
        TurnWriter.of(memory).awaitWritten(request.scope());
        List<MemoryEntry> entries = memory.search(request).hits().stream()
                .map(hit -> entry(hit.item()))
                .toList();
        return SearchMemoryResponse.builder().memories(entries).build();
    }

    private static MemoryEntry entry(MemoryItem item) {
        return MemoryEntry.builder()
                .content(Content.fromParts(Part.fromText(item.text())))
                .author(item instanceof StoredTurn stored ? author(stored.turn()) : "memory")
                .timestamp(item.at())
                .build();
    }

    private static String author(Turn turn) {
        return turn.speaker() == null ? turn.role().name().toLowerCase(Locale.ROOT) : turn.speaker();
    }
}
