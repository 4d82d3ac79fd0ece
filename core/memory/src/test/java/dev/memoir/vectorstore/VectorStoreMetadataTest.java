// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Filter;
import dev.memoir.Metadata;
import dev.memoir.vectorstore.VectorStoreCondition.OneOf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VectorStoreMetadataTest {

    @Test
    void metadata_is_decoded_unchanged() {
        Metadata metadata = Metadata.of("a=&b %", "c=&d + é 😀")
                .with("empty", "")
                .with("whole", Long.MAX_VALUE)
                .with("number", -0.1)
                .with("huge", 1e308)
                .with("flag", true)
                .with("none", List.of())
                .with("blank", List.of(""))
                .with("list", List.of("a,b&c=d", "", 1, 1.0, false, "😀"));
        assertThat(VectorStoreMetadata.read(VectorStoreMetadata.of(metadata))).isEqualTo(metadata);
        assertThat(VectorStoreMetadata.read(VectorStoreMetadata.of(Metadata.none())))
                .isEqualTo(Metadata.none());
    }

    @Test
    void documents_admitted_by_a_filter_meet_its_conditions() {
        List<Object> values = List.of("1", 1L, 1.0, 0L, -0.0, 10L, 10.0, 0.5, true, "true", "", "a", 1L << 60);
        for (Object wanted : values) {
            for (Object held : values) {
                Filter filter = Filter.and(Filter.eq("key", wanted), Filter.exists("key"));
                Metadata metadata = Metadata.of("key", held);
                assertThat(fulfils(metadata, VectorStoreMetadata.narrowing(filter)))
                        .as("%s %s", wanted, held)
                        .isEqualTo(filter.test(metadata));
            }
        }
    }

    @Test
    void a_list_is_found_by_its_elements() {
        Metadata tagged = Metadata.of("tags", List.of("vip", 7));
        assertThat(fulfils(tagged, VectorStoreMetadata.narrowing(Filter.eq("tags", "vip"))))
                .isTrue();
        assertThat(fulfils(tagged, VectorStoreMetadata.narrowing(Filter.in("tags", List.of(1, 7)))))
                .isTrue();
    }

    @Test
    void filters_that_stores_cannot_express_add_no_conditions() {
        assertThat(VectorStoreMetadata.narrowing(Filter.and(
                        Filter.gt("a", 1),
                        Filter.ne("a", 1),
                        Filter.contains("a", "b"),
                        Filter.in("a", List.of()),
                        Filter.or(Filter.eq("a", 1), Filter.eq("b", 1)))))
                .isEmpty();
    }

    @Test
    void conditions_contain_no_text_chosen_by_the_application() {
        OneOf condition = (OneOf) VectorStoreMetadata.narrowing(Filter.eq("key'; --", "value'; --"))
                .get(0);
        assertThat(condition.key()).matches("memoir_m_[0-9a-f]{32}");
        assertThat(condition.values()).allMatch(value -> value.matches("[0-9a-f]{64}"));
    }

    private static boolean fulfils(Metadata metadata, List<VectorStoreCondition> conditions) {
        Map<String, String> flat = new HashMap<>(VectorStoreMetadata.of(metadata));
        return conditions.stream()
                .allMatch(condition ->
                        ((OneOf) condition).values().contains(flat.getOrDefault(condition.key(), "nothing")));
    }
}
