package dev.memoir.resolve;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which names denote one entity: what was said in a scope decides, in whatever order it was said. A part of a person's
 * fuller name is that person if there is one such ({@link EntityNames#canonical}), "my sister" is whoever is known as my
 * sister if there is one, and what the application says goes before both. Immutable.
 */
public final class EntityClusters {

    /**
     * A name of a scope.
     *
     * @param key its key
     * @param person whether it was said as a person's
     * @param relative whether it tells what someone is to somebody, and no name
     * @param sameAs the key of the name that it denotes the same as, as the application says; or null
     * @param canonical the key of the name that its entity is known by, as far as was known
     */
    public record Name(
            String key,
            boolean person,
            boolean relative,
            @Nullable String sameAs,
            String canonical) {}

    /**
     * Someone who is known as something to somebody.
     *
     * @param relative "my sister"
     * @param key the name's key
     * @param canonical the key of the name that its entity is known by, as far as was known
     */
    public record Bearer(String relative, String key, String canonical) {}

    private final Map<String, Name> names;
    private final EntityNames proper;
    private final Map<String, Map<String, String>> bearers = new HashMap<>();

    /**
     * @param names names of one scope; with each name that is asked for, all that begin or end with a word of it
     * @param bearers all of the scope
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
     * {@return the keys of "my older sister" and of "my sister", by which one who was called so is known}
     *
     * @param relative a key that tells what someone is to somebody
     */
    public static List<String> knownBy(String relative) {
        String base = RelationalName.base(relative);
        return base.equals(relative) ? List.of(relative) : List.of(relative, base);
    }

    /**
     * {@return whether one name is a part of the other: its first words or its last}
     *
     * @param shorter a key
     * @param longer another
     */
    public static boolean part(String shorter, String longer) {
        return EntityNames.part(shorter, longer);
    }

    /** {@return the keys by which someone is known, a name of whom is known} */
    public Set<String> relatives() {
        return Set.copyOf(bearers.keySet());
    }

    /**
     * {@return the key of the name that an entity is known by}
     *
     * @param key of one of its names
     * @param decided those that were found out already; others stand as they were
     */
    public String canonical(String key, Map<String, String> decided) {
        return canonical(key, decided, new HashSet<>());
    }

    private String canonical(String key, Map<String, String> decided, Set<String> passed) {
        Name name = names.get(key);
        if (name == null || !passed.add(key)) {
            return key;
        }
        String itself = name.sameAs() == null && name.relative() ? bearer(name, decided) : proper(name);
        Name own = names.getOrDefault(itself, name);
        String sameAs = name.sameAs() == null ? own.sameAs() : name.sameAs();
        return sameAs == null ? itself : canonical(sameAs, decided, passed);
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
