package dev.memoir.resolve;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names known in a scope, and which of them denote the same. Proper names that differ are never taken for one, not even
 * where one may be a grammatical case of the other: "Александра" is a woman, or what belongs to a man.
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

    /** @param names the names known in the scope, as they were said */
    public EntityNames(Collection<String> names) {
        names.forEach(this::learn);
    }

    /**
     * {@return what the ways to write a name have in common: small letters, no article, no possessive, nothing about what
     * someone is to someone} So "my sister Ana" and "Ana's" are "ana", "моя сестра Анна" is "анна". A title stays, the same in
     * all languages, since "Frau Müller" is not "Herr Müller"; both may be {@linkplain #same the same} as "Müller". What has
     * no name in it ("my sister") is described.
     *
     * @param name a name, as it was said
     */
    public static String key(String name) {
        return folded(described(name));
    }

    /**
     * Names that are known by their keys.
     *
     * @param keys the names' {@linkplain #key keys}
     * @param persons those of them that were called someone's sister or friend, or have a title
     */
    EntityNames(Collection<String> keys, Collection<String> persons) {
        this.keys.addAll(keys);
        this.persons.addAll(persons);
    }

    /** {@return whether a name shows by itself that it is a person's} */
    static boolean person(String name) {
        return described(name).person();
    }

    /**
     * {@return the key under which a name is kept} Of one that is part of a fuller name of a person ("Ana" of "Ana Silva",
     * "Müller" of "Frau Müller") the fuller, unless several are known: then it may be any of them, and is none. Only what was
     * called someone's sister or friend, or has a title, is a person here: "Berlin" is no part of "Berlin Wall".
     *
     * @param name a name, as it was said
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
     * {@return whether two names denote the same, as far as the known names tell}
     *
     * @param one a name, as it was said
     * @param other another
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

    /** Whole words at the beginning or the end: first names, family names. */
    static boolean part(String shorter, String longer) {
        return longer.startsWith(shorter + " ") || longer.endsWith(" " + shorter);
    }

    private static DescribedName described(String name) {
        return DescribedName.of(EDGE.matcher(plain(name)).replaceAll(""));
    }

    /** {@return a text in one spelling: one form of each character, one apostrophe, no spare or invisible white space} */
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
