// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Filter;
import dev.memoir.Filter.Comparison;
import dev.memoir.Metadata;
import dev.memoir.index.IndexChange;
import dev.memoir.index.MemoryIndex;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** A filter has the same meaning in the index as in Java. */
public abstract class FilterContract {

    private static final Object[] VALUES = {
        "",
        " ",
        "a",
        "A",
        "ab",
        "*",
        "a*",
        "\\",
        "\ud83d\ude00",
        "\uffee",
        "1",
        "true",
        0L,
        1L,
        -1L,
        1.0,
        1.5,
        -0.0,
        (1L << 53) + 1,
        (double) (1L << 53),
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Double.MAX_VALUE,
        true,
        false,
        "2026-05-07",
        LocalDate.parse("2026-05-08"),
        Instant.parse("2026-05-07T23:30:00.5Z"),
        Instant.parse("2026-05-07T23:30:00Z"),
        new BigDecimal("12.50"),
        UUID.fromString("00000000-0000-0000-0000-00000000000A")
    };

    /** Only stored values can be lists; a filter compares with their elements. */
    private static final Object[] LISTS = {
        List.of(), List.of("a"), List.of("A", "ab"), List.of("1", 1L, 1.5, true), List.of("a,b&c=d", "\ud83d\ude00", "")
    };

    @Provide
    Arbitrary<Metadata> metadata() {
        return Arbitraries.maps(keys(), Arbitraries.oneOf(Arbitraries.of(VALUES), Arbitraries.of(LISTS)))
                .ofMaxSize(3)
                .map((Map<String, Object> m) -> Metadata.from(m));
    }

    @Provide
    Arbitrary<Filter> filters() {
        Arbitrary<Object> value = Arbitraries.of(VALUES);
        Arbitrary<Object> ordered = value.filter(v -> !(v instanceof Boolean));
        Arbitrary<String> text = value.filter(String.class::isInstance).map(String.class::cast);
        Arbitrary<Filter> leaf = Arbitraries.oneOf(
                keys().map(Filter::exists),
                Combinators.combine(keys(), value.list().ofMaxSize(3)).as(Filter::in),
                Combinators.combine(keys(), Arbitraries.of(Comparison.class), ordered)
                        .as(Filter.Range::new),
                Combinators.combine(keys(), text, Arbitraries.of(true, false)).as(Filter.Contains::new));
        return Arbitraries.lazyOf(
                () -> leaf,
                () -> leaf,
                () -> filters().map(Filter::not),
                () -> filters().list().ofMaxSize(3).map(Filter.And::new),
                () -> filters().list().ofMaxSize(3).map(Filter.Or::new));
    }

    private static Arbitrary<String> keys() {
        return Arbitraries.of("k", "K", "k ");
    }

    /**
     * {@return an empty index; vectors have four dimensions}
     *
     * @throws IOException if the index cannot be created
     */
    protected abstract MemoryIndex open() throws IOException;

    /**
     * Closes and deletes the opened index.
     *
     * @param index the index that {@link #open()} returned
     * @throws IOException if the index cannot be deleted
     */
    protected abstract void close(MemoryIndex index) throws IOException;

    @Property(tries = 60)
    void the_index_admits_what_the_filter_admits(
            @ForAll @Size(min = 1, max = 12) List<@From("metadata") Metadata> documents,
            @ForAll @Size(min = 1, max = 12) List<@From("filters") Filter> filters)
            throws IOException {
        MemoryIndex index = open();
        try {
            List<IndexChange> changes = new ArrayList<>();
            for (int i = 0; i < documents.size(); i++) {
                changes.add(IndexDocuments.turn(
                        "t" + i, IndexDocuments.ZOE, "c", i, "tea", IndexDocuments.at(i), documents.get(i)));
            }
            IndexDocuments.apply(index, changes.toArray(IndexChange[]::new));
            for (Filter filter : filters) {
                List<String> admitted = new ArrayList<>();
                for (int i = 0; i < documents.size(); i++) {
                    if (filter.test(documents.get(i))) {
                        admitted.add("t" + i);
                    }
                }
                assertThat(IndexDocuments.ids(index.search(
                                IndexDocuments.query(IndexDocuments.ZOE, "tea", IndexDocuments.at(0), 50, filter))))
                        .as("%s", filter)
                        .containsExactlyInAnyOrderElementsOf(admitted);
            }
        } finally {
            close(index);
        }
    }
}
