// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes empty folders of killed processes: ONNX Runtime creates one at each start, even if it needs none. */
final class EmptyFolderCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(EmptyFolderCleanup.class);

    /** A starting process fills its folder within milliseconds. */
    private static final Duration AGE = Duration.ofMinutes(1);

    private EmptyFolderCleanup() {}

    static void sweep(Path parent, String prefix) {
        Instant old = InstantSource.system().instant().minus(AGE);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(old)) {
                    deleteIfEmpty(folder);
                }
            }
        } catch (IOException e) {
            LOG.debug("Empty folders in {} could not be deleted; the next start tries again.", parent, e);
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            LOG.trace("{} is in use or already gone.", folder, e);
        }
    }
}
