// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UuidV7GeneratorTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @Test
    void has_the_version_the_variant_and_the_time_of_its_standard() {
        UUID id = UUID.fromString(new UuidV7Generator(InstantSource.fixed(NOW)).next());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void ids_sort_as_they_were_minted_even_when_the_clock_steps_back() {
        List<Instant> times = new ArrayList<>();
        IntStream.range(0, 10_000).forEach(i -> times.add(i % 2 == 0 ? NOW : NOW.minusSeconds(i)));
        var clock = times.iterator();
        UuidV7Generator ids = new UuidV7Generator(clock::next);
        List<String> minted = times.stream().map(t -> ids.next()).toList();
        assertThat(minted).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void threads_never_get_the_same_id() {
        UuidV7Generator ids = new UuidV7Generator(InstantSource.fixed(NOW));
        Set<String> minted = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 100_000).parallel().forEach(i -> minted.add(ids.next()));
        assertThat(minted).hasSize(100_000);
    }
}
