// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.platform;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** Unpacks the files of a native library from its JAR, unless the same files exist. */
public final class NativeLibraryFiles {

    private NativeLibraryFiles() {}

    /**
     * Unpacks files into a folder with their checksum in its name, so that versions do not collide.
     *
     * @param name the name of the library
     * @param files the files, which are needed together
     * @return the folder
     * @throws dev.memoir.NativeLibraryException if they cannot be written
     */
    public static Path unpack(String name, List<URL> files) {
        Path folder = NativeLibraryFolder.ofThisClassLoader();
        try {
            long checksum = 0;
            for (URL file : files) {
                checksum = 31 * checksum + checksum(file);
            }
            Path target = Files.createDirectories(folder.resolve(name + "-" + Long.toHexString(checksum)));
            for (URL file : files) {
                unpack(file, target);
            }
            return target;
        } catch (IOException e) {
            throw NativeLibraryFailure.unwritable(folder, e);
        }
    }

    /**
     * {@return the last segment of a URL}
     *
     * @param file the URL of a file
     */
    public static String fileName(URL file) {
        return file.getPath().substring(file.getPath().lastIndexOf('/') + 1);
    }

    private static void unpack(URL file, Path folder) throws IOException {
        Path target = folder.resolve(fileName(file));
        if (Files.exists(target)) {
            return;
        }
        // Moved into place once it is complete: another process may unpack it at the same time, or this one may be
        // killed.
        Path part = Files.createTempFile(folder, "part", null);
        try {
            try (InputStream in = connect(file).getInputStream()) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long checksum(URL file) throws IOException {
        URLConnection connection = connect(file);
        try (InputStream in = connection.getInputStream()) {
            if (connection instanceof JarURLConnection jar && jar.getJarEntry().getCrc() != -1) {
                return jar.getJarEntry().getCrc();
            }
            CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
            checked.transferTo(java.io.OutputStream.nullOutputStream());
            return checked.getChecksum().getValue();
        }
    }

    private static URLConnection connect(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        // A cached JAR would stay open after its application is gone.
        connection.setUseCaches(false);
        return connection;
    }
}
