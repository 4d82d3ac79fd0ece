// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.inspection;

import dev.memoir.inspection.CheckResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Checks the directory of a memory without writing to it. */
final class DirectoryChecks {

    /** Below this, SQLite and Lucene soon fail: a merge of a small index and a log take as much. */
    private static final long LITTLE_SPACE = 200_000_000;

    private static final long NO_SPACE = 20_000_000;

    private DirectoryChecks() {}

    /** {@return whether the directory exists and can be read} */
    static boolean readable(Path directory, List<CheckResult> results) {
        Path absolute = directory.toAbsolutePath();
        if (!Files.exists(directory)) {
            results.add(CheckResult.problem(
                    "directory",
                    "There is no directory " + absolute + ".",
                    "Check the path. An application creates the directory when it opens the memory."));
            return false;
        }
        if (!Files.isDirectory(directory)) {
            results.add(CheckResult.problem(
                    "directory", absolute + " is not a directory.", "Give the directory of the memory, not a file."));
            return false;
        }
        if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            results.add(CheckResult.problem(
                    "directory",
                    "The user " + user() + " cannot read the directory " + absolute + ".",
                    "Run this as the user of the application, or grant access to the directory and its files."));
            return false;
        }
        results.add(writable(directory, absolute));
        return true;
    }

    private static CheckResult writable(Path directory, Path absolute) {
        try {
            FileStore store = Files.getFileStore(directory);
            if (store.isReadOnly()) {
                return CheckResult.problem(
                        "directory",
                        "The file system of " + absolute + " is mounted read-only.",
                        "Mount it writable: a memory cannot be opened on it.");
            }
            try (Stream<Path> files = Files.walk(directory, 2)) {
                List<Path> locked =
                        files.filter(file -> !Files.isWritable(file)).toList();
                if (!locked.isEmpty()) {
                    return CheckResult.problem(
                                    "directory",
                                    "The user " + user() + " cannot write "
                                            + locked.get(0).toAbsolutePath()
                                            + (locked.size() == 1 ? "" : " and " + (locked.size() - 1) + " more") + ".",
                                    "Grant the user of the application write access to the directory and all files in"
                                            + " it. If you are not that user, run this as that user.")
                            .with("unwritableFiles", locked.size());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return CheckResult.problem(
                    "directory",
                    "The directory " + absolute + " cannot be read (" + e + ").",
                    "Check its disk, and the access rights of the folders in it.");
        }
        return CheckResult.ok("directory", "The directory " + absolute + " is readable and writable.");
    }

    /** {@return whether another memory has the directory open} */
    static boolean lock(BooleanSupplier locked, List<CheckResult> results) {
        boolean live = locked.getAsBoolean();
        results.add(CheckResult.ok(
                        "lock",
                        live
                                ? "An application has the memory open. It is inspected without disturbing it."
                                : "No application has the memory open.")
                .with("locked", live ? 1 : 0));
        return live;
    }

    static CheckResult freeSpace(Path directory, long ledgerBytes) {
        long free;
        try {
            free = Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return CheckResult.warning(
                    "disk", "The free space of the disk is unknown (" + e + ").", "Check the disk of the directory.");
        }
        String message = ReadableAmount.bytes(free) + " are free on the disk.";
        return space(free, ledgerBytes, message).with("freeBytes", free);
    }

    private static CheckResult space(long free, long ledgerBytes, String message) {
        if (free < NO_SPACE) {
            return CheckResult.problem("disk", message, "Free some space: writes are about to fail.");
        }
        if (free < LITTLE_SPACE) {
            return CheckResult.warning("disk", message, "Free some space before writes fail.");
        }
        return free < ledgerBytes
                ? CheckResult.warning(
                        "disk",
                        message,
                        "Free some space: a forget rewrites the ledger, and needs as much free space as it occupies ("
                                + ReadableAmount.bytes(ledgerBytes) + ").")
                : CheckResult.ok("disk", message);
    }

    private static String user() {
        return System.getProperty("user.name");
    }
}
