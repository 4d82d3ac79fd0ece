// SPDX-License-Identifier: Apache-2.0
package dev.memoir.entity;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names that are known in a scope, and which of them denote the same entity. Different proper names are never
 * treated as one, not even if one may be a grammatical case of the other: "Александра" is a woman, or the genitive of a
 * man's name.
 */
public final class EntityNames {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\u00AD]");
    private static final Pattern APOSTROPHE = Pattern.compile("[\u2018\u2019\u02BC`\u00B4]");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern EDGE =
            Pattern.compile("^[\\p{Z}\"'\u00AB\u201C\u201E(\\[]+|[\\p{Z}\"'\u00BB\u201D\u201C.,;:!?\\])]+$");
    private static final Pattern GENITIVE = Pattern.compile("(?<=\\p{L})'s$");
    private static final Pattern INITIAL = Pattern.compile("(?<=\\p{L})\\.(?=[ \\p{L}]|$)");

    private final Set<String> keys = new TreeSet<>();
    private final Set<String> persons = new HashSet<>();

    /**
     * Creates the names.
     *
     * @param names the names that are known in the scope, as written
     */
    public EntityNames(Collection<String> names) {
        names.forEach(this::learn);
    }

    /**
     * {@return the normalised key of a name: in lower case, without article, possessive and relation} So "my sister
     * Ana" and "Ana's" have the key "ana", "моя сестра Анна" has "анна". A title is kept, in the same form for all
     * languages, since "Frau Müller" is not "Herr Müller"; both may be {@linkplain #same the same} as "Müller". The key
     * of a description without a name ("my sister") is the description.
     *
     * @param name a name, as written
     */
    public static String key(String name) {
        return folded(described(name));
    }

    /**
     * Creates names from their keys.
     *
     * @param keys the {@linkplain #key keys} of the names
     * @param persons the keys of persons: those that were called someone's sister or friend, or have a title
     */
    EntityNames(Collection<String> keys, Collection<String> persons) {
        this.keys.addAll(keys);
        this.persons.addAll(persons);
    }

    /** {@return whether a name itself shows that it is a person's} */
    static boolean person(String name) {
        return described(name).person();
    }

    /**
     * {@return the key under which a name is stored} For a part of a person's full name ("Ana" of "Ana Silva", "Müller"
     * of "Frau Müller") this is the key of the full name, unless several are known: then the name is ambiguous and
     * keeps its own key. Only names that were called someone's sister or friend, or have a title, are persons here:
     * "Berlin" is not a part of "Berlin Wall".
     *
     * @param name a name, as written
     */
    public String canonical(String name) {
        return ofKey(key(name));
    }

    String ofKey(String key) {
        List<String> fuller = keys.stream().filter(other -> names(key, other)).toList();
        List<String> fullest = fuller.stream()
                .filter(other -> fuller.stream().noneMatch(third -> part(other, third)))
                .toList();
        return fullest.size() == 1 ? fullest.get(0) : key;
    }

    /**
     * {@return whether two names denote the same entity, according to the known names}
     *
     * @param one a name, as written
     * @param other another name, as written
     */
    public boolean same(String one, String other) {
        EntityNames all = new EntityNames(List.of(one, other));
        all.keys.addAll(keys);
        all.persons.addAll(persons);
        return all.canonical(one).equals(all.canonical(other));
    }

    private void learn(String name) {
        DescribedName described = described(name);
        String key = folded(described);
        keys.add(key);
        if (described.person()) {
            persons.add(key);
        }
    }

    private boolean names(String shorter, String longer) {
        return part(shorter, longer) && (persons.contains(shorter) || persons.contains(longer));
    }

    /** Compares whole words at the beginning or the end: first names, family names. */
    static boolean part(String shorter, String longer) {
        return longer.startsWith(shorter + " ") || longer.endsWith(" " + shorter);
    }

    private static DescribedName described(String name) {
        return DescribedName.of(EDGE.matcher(plain(name)).replaceAll(""));
    }

    /** {@return a text with normalised characters, apostrophes and white space, without invisible characters} */
    static String plain(String text) {
        String visible = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        return SPACE.matcher(APOSTROPHE.matcher(visible).replaceAll("'"))
                .replaceAll(" ")
                .replace('ё', 'е')
                .replace('Ё', 'Е');
    }

    private static String folded(DescribedName described) {
        String lower = described.name().toLowerCase(Locale.ROOT);
        return GENITIVE.matcher(INITIAL.matcher(lower).replaceAll("")).replaceAll("");
    }
}
