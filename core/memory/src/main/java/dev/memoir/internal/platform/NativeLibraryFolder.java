// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.platform;

import dev.memoir.NativeLibraryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder into which this class loader unpacks native libraries. A JVM loads a file into one class loader only, so
 * each class loader of a JVM claims its own folder: 0, 1, 2, … below a common root. Processes share these folders and
 * reuse the unpacked libraries, so a killed process leaves nothing behind that the next one does not use.
 */
public final class NativeLibraryFolder {

    /** The system property for the root: a folder that this user may write to and run libraries from. */
    public static final String PROPERTY = "memoir.native.directory";

    /**
     * Allows for the web applications of one server and for redeployed ones that are not yet collected; each takes 31
     * MB on disk.
     */
    private static final int MAX_CLAIMS = 64;

    private static @Nullable NativeLibraryFolder claimed;

    private final Path path;

    /** Never closed: the claim ends with this class loader, like its native libraries. */
    @SuppressWarnings("UnusedVariable")
    private final FileChannel claim;

    private NativeLibraryFolder(Path path, FileChannel claim) {
        this.path = path;
        this.claim = claim;
    }

    /**
     * {@return the folder of this class loader, claimed by the first call} May be called from any thread.
     *
     * @throws NativeLibraryException if no folder can be created or written
     */
    public static synchronized Path ofThisClassLoader() {
        NativeLibraryFolder folder = claimed;
        if (folder == null) {
            Path root = root();
            try {
                folder = claim(root);
            } catch (IOException e) {
                throw NativeLibraryFailure.unwritable(root, e);
            }
            claimed = folder;
        }
        return folder.path;
    }

    /** {@return the folder named by the system property, otherwise one of this user in the temporary folder} */
    static Path root() {
        String named = System.getProperty(PROPERTY, "");
        return named.isBlank()
                ? Path.of(System.getProperty("java.io.tmpdir"))
                        .resolve("memoir-native-"
                                + System.getProperty("user.name").replaceAll("[^A-Za-z0-9._-]", "_"))
                : Path.of(named);
    }

    private static NativeLibraryFolder claim(Path root) throws IOException {
        makePrivate(root);
        for (int number = 0; number < MAX_CLAIMS; number++) {
            Path folder = Files.createDirectories(root.resolve(Integer.toString(number)));
            FileChannel channel = FileChannel.open(
                    folder.resolve("claim"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                // Shared, since processes may load the same file; the JVM still reports a second lock of its own.
                if (channel.tryLock(0, Long.MAX_VALUE, true) != null) {
                    return new NativeLibraryFolder(folder, channel);
                }
                channel.close();
            } catch (OverlappingFileLockException e) {
                channel.close();
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
        throw NativeLibraryFailure.exhausted(root, MAX_CLAIMS);
    }

    /** A user who can write there can make this process run code, so a folder prepared by others is not used. */
    private static void makePrivate(Path root) throws IOException {
        boolean posix = Files.getFileAttributeView(root, PosixFileAttributeView.class) != null;
        if (!System.getProperty(PROPERTY, "").isBlank() || !posix) {
            Files.createDirectories(root);
            return;
        }
        FileAttribute<Set<PosixFilePermission>> owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            Files.createDirectory(root, owner);
        } catch (FileAlreadyExistsException e) {
            checkPrivate(root);
        }
    }

    private static void checkPrivate(Path root) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(root, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Path probe = Files.createTempFile(root, "owner", null);
        boolean owned = Files.getOwner(probe).equals(attributes.owner());
        Files.delete(probe);
        Set<PosixFilePermission> permissions = attributes.permissions();
        if (!attributes.isDirectory()
                || !owned
                || permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw NativeLibraryFailure.foreign(root);
        }
    }
}
