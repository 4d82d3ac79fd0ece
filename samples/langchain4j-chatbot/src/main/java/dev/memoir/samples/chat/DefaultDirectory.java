// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import java.nio.file.Path;

/** The default directory of a memory. */
public final class DefaultDirectory {

    private DefaultDirectory() {}

    /**
     * Returns {@code .memoir} in the home directory. In a container with an unknown user Java finds no home, but the
     * shell has one.
     */
    public static Path path() {
        String home = System.getenv("HOME");
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home)
                .resolve(".memoir");
    }
}
