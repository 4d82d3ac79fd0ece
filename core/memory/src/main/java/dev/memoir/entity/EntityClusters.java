// SPDX-License-Identifier: Apache-2.0
package dev.memoir.entity;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Groups the names of a scope that denote the same entity, independently of the order in which they were said. A part
 * of a person's full name denotes that person if it is unambiguous ({@link EntityNames#canonical}). "My sister" denotes
 * the person who is known as my sister, if there is exactly one. What the application declares takes precedence over
 * both. Immutable.
 */
public final class EntityClusters {

    /**
     * A name of a scope.
     *
     * @param key the key of the name
     * @param person whether it was used as the name of a person
     * @param relative whether it is a relation to someone instead of a name
     * @param sameAs the key of the name that the application declares to be the same, or null
     * @param canonical the stored canonical key of its entity
     */
    public record Name(
            String key,
            boolean person,
            boolean relative,
            @Nullable String sameAs,
            String canonical) {}

    /**
     * A named entity that is known by its relation to someone.
     *
     * @param relative the key of the relation, such as "my sister"
     * @param key the key of the name
     * @param canonical the stored canonical key of its entity
     */
    public record Bearer(String relative, String key, String canonical) {}

    private final Map<String, Name> names;
    private final EntityNames proper;
    private final Map<String, Map<String, String>> bearers = new HashMap<>();

    /**
     * Creates clusters.
     *
     * @param names names of one scope; for each name to resolve, all names that begin or end with one of its words
     * @param bearers all bearers of the scope
     */
    public EntityClusters(Collection<Name> names, Collection<Bearer> bearers) {
        this.names = names.stream().collect(Collectors.toMap(Name::key, name -> name));
        List<Name> named = names.stream().filter(name -> !name.relative()).toList();
        proper = new EntityNames(
                named.stream().map(Name::key).toList(),
                named.stream().filter(Name::person).map(Name::key).toList());
        for (Bearer bearer : bearers) {
            for (String known : knownBy(bearer.relative())) {
                this.bearers.computeIfAbsent(known, unknown -> new HashMap<>()).put(bearer.key(), bearer.canonical());
            }
        }
    }

    /**
     * {@return the relations by which a bearer is known: "my older sister" is known as "my sister" too}
     *
     * @param relative the key of a relation
     */
    public static List<String> knownBy(String relative) {
        String base = RelationalName.base(relative);
        return base.equals(relative) ? List.of(relative) : List.of(relative, base);
    }

    /**
     * {@return whether one name is a part of another: its first or its last words}
     *
     * @param shorter the key of the shorter name
     * @param longer the key of the longer name
     */
    public static boolean part(String shorter, String longer) {
        return EntityNames.part(shorter, longer);
    }

    /** {@return the relations with a known bearer} */
    public Set<String> relatives() {
        return Set.copyOf(bearers.keySet());
    }

    /**
     * {@return the canonical key of the entity that a name denotes}
     *
     * @param key the key of the name
     * @param decided the canonical keys that were determined already, by key; others keep their stored value
     */
    public String canonical(String key, Map<String, String> decided) {
        return canonical(key, decided, new HashSet<>());
    }

    private String canonical(String key, Map<String, String> decided, Set<String> visited) {
        Name name = names.get(key);
        if (name == null || !visited.add(key)) {
            return key;
        }
        String itself = name.sameAs() == null && name.relative() ? bearer(name, decided) : proper(name);
        Name own = names.getOrDefault(itself, name);
        String sameAs = name.sameAs() == null ? own.sameAs() : name.sameAs();
        return sameAs == null ? itself : canonical(sameAs, decided, visited);
    }

    private String proper(Name name) {
        return name.relative() ? name.key() : proper.ofKey(name.key());
    }

    private String bearer(Name name, Map<String, String> decided) {
        Set<String> known = new HashSet<>();
        bearers.getOrDefault(name.key(), Map.of())
                .forEach((key, canonical) -> known.add(decided.getOrDefault(key, canonical)));
        return known.size() == 1 ? known.iterator().next() : name.key();
    }
}
