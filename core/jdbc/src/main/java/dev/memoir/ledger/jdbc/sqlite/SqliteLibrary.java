// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.sqlite;

import dev.memoir.NativeLibraryException;
import dev.memoir.internal.platform.NativeLibraryFailure;
import dev.memoir.internal.platform.NativeLibraryFiles;
import dev.memoir.internal.platform.TemporaryProperties;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads SQLite's native library from the folder of this class loader. By default the driver unpacks it into a new
 * temporary file at each start, which remains when the process is killed.
 */
final class SqliteLibrary {

    /** The driver's own setting, which takes precedence. */
    private static final String PATH = "org.sqlite.lib.path";

    private static final String PLATFORMS = "Linux (glibc or musl), macOS and Windows; elsewhere use PostgreSQL";

    private static boolean loaded;

    private SqliteLibrary() {}

    /**
     * Loads the library unless it is loaded.
     *
     * @throws NativeLibraryException if it cannot be unpacked or loaded
     */
    static synchronized void load() {
        if (!loaded) {
            unpackAndLoad();
            loaded = true;
        }
    }

    private static void unpackAndLoad() {
        URL file = SQLiteJDBCLoader.class.getResource(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName());
        if (file == null || System.getProperty(PATH) != null) {
            initialize();
            return;
        }
        Path folder = NativeLibraryFiles.unpack("sqlite", List.of(file));
        try {
            TemporaryProperties.with(Map.of(PATH, folder.toString()), SqliteLibrary::initialize);
        } catch (NativeLibraryException e) {
            throw explained(folder.resolve(NativeLibraryFiles.fileName(file)), e);
        }
    }

    private static boolean initialize() {
        try {
            return SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw NativeLibraryFailure.of("SQLite", null, e, PLATFORMS);
        }
    }

    /** The driver does not report the linker's message, so the library is loaded again to get it. */
    private static NativeLibraryException explained(Path library, NativeLibraryException failure) {
        try {
            System.load(library.toString());
            return failure;
        } catch (UnsatisfiedLinkError e) {
            e.addSuppressed(failure);
            return NativeLibraryFailure.of("SQLite", library.getParent(), e, PLATFORMS);
        }
    }
}
