// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the server that holds a directory can be reached: a file in the directory, with the address and the id of the
 * process. {@code memoir mcp} reads it when it finds the directory in use.
 */
final class ServerAddress {

    private static final Logger LOG = LoggerFactory.getLogger(ServerAddress.class);
    private static final String FILE = "server.address";

    private ServerAddress() {}

    /** Writes the address, until this process ends. */
    static void publish(Path directory, String url) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            Files.write(file, List.of(url, Long.toString(ProcessHandle.current().pid())));
            file.toFile().deleteOnExit();
        } catch (IOException e) {
            LOG.warn("The file {} cannot be written: memoir mcp will not find this server by its directory.", file);
        }
    }

    /** {@return the address of the server that holds a directory} Empty if no process that is alive has left one. */
    static Optional<String> of(Path directory) {
        try {
            List<String> lines = Files.readAllLines(directory.resolve(FILE));
            return lines.size() == 2
                            && ProcessHandle.of(Long.parseLong(lines.get(1)))
                                    .filter(ProcessHandle::isAlive)
                                    .isPresent()
                    ? Optional.of(lines.get(0))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
