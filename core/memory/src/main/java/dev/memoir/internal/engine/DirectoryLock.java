// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.DirectoryInUseException;
import dev.memoir.DirectoryNotWritableException;
import dev.memoir.StorageException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Locks a directory for one instance: the ledger could be shared, but not the index next to it. The operating system
 * releases the lock when the process ends, however it ends.
 */
public final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "memoir.lock";

    /**
     * The directories locked by this class loader. Their files must not be opened again: closing any descriptor of a
     * file releases all locks that the process holds on it, so that another process could open the memory too.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path held;

    private DirectoryLock(FileChannel channel, Path held) {
        this.channel = channel;
        this.held = held;
    }

    /**
     * {@return the lock of a directory, which is created if necessary}
     *
     * @param directory the directory to lock
     * @throws DirectoryInUseException if another instance holds it
     * @throws DirectoryNotWritableException if it cannot be created or written
     */
    public static DirectoryLock acquire(Path directory) {
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            Path real = directory.toRealPath();
            if (!HELD.add(real)) {
                throw inUse(directory);
            }
            boolean locked = false;
            try {
                channel =
                        FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    locked = true;
                    return new DirectoryLock(channel, real);
                }
                close(channel);
            } finally {
                if (!locked) {
                    HELD.remove(real);
                }
            }
        } catch (OverlappingFileLockException e) {
            close(channel);
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
            close(channel);
            throw new StorageException(
                    "The thread that opens the memory in " + directory + " was interrupted. Nothing was opened; open it"
                            + " again.",
                    e);
        } catch (IOException e) {
            close(channel);
            throw new DirectoryNotWritableException(
                    "The memory's directory " + directory.toAbsolutePath() + " cannot be created or written (" + e
                            + "). Give a directory that the user " + System.getProperty("user.name")
                            + " may write to.",
                    e);
        }
        throw inUse(directory);
    }

    /**
     * {@return whether a memory holds the lock of a directory} Writes nothing. For the time of the question another
     * process cannot acquire the lock.
     *
     * @param directory the directory
     */
    public static boolean isHeld(Path directory) {
        try {
            if (HELD.contains(directory.toRealPath())) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(directory.resolve(FILE), StandardOpenOption.READ);
                    FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return lock == null;
            }
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            // There is no such file: no memory was ever opened here.
            return false;
        }
    }

    private static DirectoryInUseException inUse(Path directory) {
        return new DirectoryInUseException("Another memory holds the directory " + directory
                + ". Close it (or end its process), share that instance, or use another directory.");
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            try {
                close(channel);
            } finally {
                HELD.remove(held);
            }
        }
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new StorageException("The lock of the memory's directory cannot be released.", e);
        }
    }
}
