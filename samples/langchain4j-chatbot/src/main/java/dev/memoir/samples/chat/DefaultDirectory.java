package dev.memoir.samples.chat;

import java.nio.file.Path;

/** Where a memory is kept unless a place is named. */
public final class DefaultDirectory {

    private DefaultDirectory() {}

    /** Where a container runs as a user it does not know, Java finds no home but the shell has one. */
    public static Path path() {
        String home = System.getenv("HOME");
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home)
                .resolve(".memoir");
    }
}
