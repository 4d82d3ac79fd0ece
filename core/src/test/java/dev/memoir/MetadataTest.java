package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataTest {

    @Test
    void widens_numbers_and_keeps_what_it_was_given() {
        Metadata metadata = Metadata.from(Map.of("i", 1, "f", 0.5f, "b", true, "s", "x"));
        assertThat(metadata.asMap()).isEqualTo(Map.of("i", 1L, "f", 0.5, "b", true, "s", "x"));
    }

    @Test
    void does_not_follow_the_map_it_was_made_of() {
        Map<String, Object> map = new HashMap<>(Map.of("k", 1));
        Metadata metadata = Metadata.from(map);
        map.put("k", 2);
        assertThat(metadata.get("k")).isEqualTo(1L);
    }

    @Test
    void rejects_what_cannot_be_filtered_by() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Metadata.of("tags", List.of("a")))
                .withMessageContaining("'tags'");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Metadata.of("x", Double.NaN));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Metadata.of(" ", 1));
        Map<String, Object> holed = new HashMap<>();
        holed.put("k", null);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Metadata.from(holed));
    }
}
