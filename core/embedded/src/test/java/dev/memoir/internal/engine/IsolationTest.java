// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.Filter;
import dev.memoir.ForgetResult;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryStats;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.StoreRequest;
import dev.memoir.StoredTurn;
import dev.memoir.testing.WordEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever the ids, conversations, metadata and filters: no hit, count, listing or forgetting crosses a scope. */
class IsolationTest {

    /** Ids that would match other ids if one were used as a pattern, a field or a part of a query. */
    private static final String[] IDS = {
        "*",
        "%",
        "_",
        "?",
        "'",
        "\"",
        "' OR '1'='1",
        "a",
        "A",
        "a*",
        "u:a",
        "😀",
        "é",
        "e\u0301",
        "null",
        "\\",
        "[a]",
        "a,b"
    };

    /** Texts that are invalid as ids but valid as conversations or values, line breaks included. */
    private static final String[] VALUES = {"*", "%", "'", "a\nb", "", " ", "😀", "\" OR 1=1 --", "a", "b"};

    record Written(Scope scope, String conversation, String value, boolean verbatim) {}

    @Provide
    Arbitrary<Scope> scopes() {
        Arbitrary<String> id = Arbitraries.of(IDS).map(s -> s.replace(" ", "+"));
        return Combinators.combine(id.injectNull(0.3), id.injectNull(0.5), id.injectNull(0.5))
                .as((user, agent, run) ->
                        user == null && agent == null && run == null ? Scope.user("a") : new Scope(user, agent, run));
    }

    @Provide
    Arbitrary<Written> written() {
        Arbitrary<String> conversation = Arbitraries.of(VALUES).filter(v -> !v.isBlank());
        return Combinators.combine(scopes(), conversation, Arbitraries.of(VALUES), Arbitraries.of(true, false))
                .as(Written::new);
    }

    @Provide
    Arbitrary<Filter> filters() {
        Arbitrary<String> value = Arbitraries.of(VALUES);
        return Arbitraries.oneOf(
                Arbitraries.just(Filter.all()),
                value.map(v -> Filter.eq("k", v)),
                value.map(v -> Filter.ne("k", v)),
                value.map(v -> Filter.contains("k", v)),
                value.map(v -> Filter.or(Filter.gt("k", v), Filter.not(Filter.exists("k")))),
                value.map(v -> Filter.not(Filter.eq("userId", v))));
    }

    @Property(tries = 60)
    void nothing_crosses_a_scope(
            @ForAll @Size(min = 1, max = 25) List<@From("written") Written> all,
            @ForAll("scopes") Scope reader,
            @ForAll("filters") Filter filter)
            throws IOException {
        Path directory = Files.createTempDirectory("memoir-isolation");
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .open()) {
            List<MemoryItem> stored = new ArrayList<>();
            all.forEach(one -> stored.addAll(add(memory, one)));

            List<MemoryItem> readable =
                    stored.stream().filter(item -> reader.covers(item.scope())).toList();
            List<MemoryItem> admitted = readable.stream()
                    .filter(item -> filter.test(item.metadata()))
                    .toList();

            assertThat(found(memory, reader, filter)).containsExactlyInAnyOrderElementsOf(ids(admitted));
            assertThat(listed(memory, reader, filter)).containsExactlyInAnyOrderElementsOf(ids(admitted));
            assertThat(memory.stats(reader)).isEqualTo(stats(readable));
            for (MemoryItem item : stored) {
                boolean mine = item instanceof Memory && reader.covers(item.scope());
                assertThat(memory.get(reader, item.id()).isPresent()).isEqualTo(mine);
                assertThat(memory.history(reader, item.id()).isEmpty()).isEqualTo(!mine);
            }

            ForgetResult receipt = memory.forget(reader);
            assertThat(receipt.turns() + receipt.memories()).isEqualTo(readable.size());
            for (MemoryItem item : stored) {
                assertThat(found(memory, item.scope(), Filter.all()).contains(item.id()))
                        .isEqualTo(!reader.covers(item.scope()));
            }
        } finally {
            delete(directory);
        }
    }

    private static List<? extends MemoryItem> add(LongTermMemory memory, Written one) {
        String words = "the same words for all";
        Map<String, Object> metadata = Map.of("k", one.value(), "userId", "zoe");
        if (one.verbatim()) {
            return memory.store(StoreRequest.builder(one.scope())
                            .text(words)
                            .metadata(metadata)
                            .build())
                    .memories();
        }
        return memory.add(AddRequest.builder(one.scope())
                        .conversation(one.conversation())
                        .text(words)
                        .metadata(metadata)
                        .build())
                .turns();
    }

    private static List<String> found(LongTermMemory memory, Scope reader, Filter filter) {
        return memory
                .search(SearchRequest.builder(reader, "the same words for all")
                        .filter(filter)
                        .limit(100)
                        .build())
                .hits()
                .stream()
                .map(hit -> hit.item().id())
                .toList();
    }

    private static List<String> listed(LongTermMemory memory, Scope reader, Filter filter) {
        ListRequest request = ListRequest.builder(reader).filter(filter).build();
        return Stream.concat(
                        memory.list(request).items().stream().map(MemoryItem::id),
                        memory.listTurns(request).items().stream().map(MemoryItem::id))
                .toList();
    }

    private static MemoryStats stats(List<MemoryItem> readable) {
        long turns = readable.stream().filter(StoredTurn.class::isInstance).count();
        return new MemoryStats(turns, turns, 0, readable.size() - turns, 0);
    }

    private static List<String> ids(List<MemoryItem> items) {
        return items.stream().map(MemoryItem::id).toList();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
