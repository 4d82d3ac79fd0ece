// SPDX-License-Identifier: Apache-2.0
package dev.memoir.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.entity.EntityClusters.Bearer;
import dev.memoir.entity.EntityClusters.Name;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntityClustersTest {

    /** The notation of names: + marks a person, * a relation, a=b a declared identity. */
    private static String canonical(String key, List<Bearer> bearers, String... known) {
        List<Name> names = Arrays.stream(known)
                .map(name -> {
                    String[] same = name.split("=", 2);
                    String itself = same[0].replaceAll("[+*]", "");
                    return new Name(
                            itself,
                            same[0].endsWith("+"),
                            same[0].endsWith("*"),
                            same.length > 1 ? same[1] : null,
                            itself);
                })
                .toList();
        return new EntityClusters(names, bearers).canonical(key, Map.of());
    }

    @Test
    void part_of_a_persons_name_denotes_that_person_while_it_is_unambiguous() {
        assertThat(canonical("ana", List.of(), "ana+", "ana silva")).isEqualTo("ana silva");
        assertThat(canonical("ana", List.of(), "ana+", "ana silva", "ana costa"))
                .isEqualTo("ana");
        assertThat(canonical("york", List.of(), "york", "new york")).isEqualTo("york");
    }

    @Test
    void my_sister_denotes_the_known_sister_while_there_is_only_one() {
        Bearer ana = new Bearer("my older sister", "ana", "ana");
        Bearer eva = new Bearer("my sister", "eva", "eva");
        assertThat(canonical("my sister", List.of(ana), "ana+", "my sister*")).isEqualTo("ana");
        assertThat(canonical("my sister", List.of(ana, eva), "ana+", "eva+", "my sister*"))
                .isEqualTo("my sister");
        assertThat(canonical("my younger sister", List.of(ana), "ana+", "my younger sister*"))
                .isEqualTo("my younger sister");
        assertThat(canonical("my sister", List.of(ana), "ana+=anna", "anna", "my sister*"))
                .isEqualTo("anna");
    }

    @Test
    void declarations_of_the_application_take_precedence_also_for_parts() {
        assertThat(canonical("annie", List.of(), "annie=ana", "ana")).isEqualTo("ana");
        assertThat(canonical("ana", List.of(), "ana+", "ana silva=doctor", "doctor"))
                .isEqualTo("doctor");
        assertThat(canonical("a", List.of(), "a=b", "b=c", "c")).isEqualTo("c");
    }
}
