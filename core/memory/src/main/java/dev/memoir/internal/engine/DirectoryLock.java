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
import org.jspecify.annotations.Nullable;

/**
 * Locks a directory for one instance: the ledger could be shared, but not the index next to it. The operating system
 * releases the lock when the process ends, however it ends.
 */
public final class DirectoryLock implements AutoCloseable {

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
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
            channel = FileChannel.open(
                    directory.resolve("memoir.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DirectoryLock(channel);
            }
            close(channel);
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
        throw new DirectoryInUseException("Another memory holds the directory " + directory
                + ". Close it (or end its process), share that instance, or use another directory.");
    }

    @Override
    public void close() {
        close(channel);
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
