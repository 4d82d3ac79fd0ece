package dev.memoir.resolve;

/** Names. */
public final class EntityNames {

    private EntityNames() {}

    /**
     * {@return the name}
     *
     * @param name the name
     */
    public static String key(String name) {
        return String.join(" ", Words.of(name));
    }
}
