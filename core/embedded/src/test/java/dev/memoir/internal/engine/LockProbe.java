// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import java.nio.file.Path;

/** A process that prints whether another one holds the lock of a directory. */
final class LockProbe {

    private LockProbe() {}

    public static void main(String[] args) {
        System.out.println(DirectoryLock.isHeld(Path.of(args[0])) ? "held" : "free");
    }
}
