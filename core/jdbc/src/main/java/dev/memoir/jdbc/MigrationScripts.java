// SPDX-License-Identifier: Apache-2.0
package dev.memoir.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Resolves the migration scripts of one JAR by name, so that Flyway does not scan the class path. */
final class MigrationScripts implements ResourceProvider {

    private final Class<?> jar;
    private final String folder;
    private final List<String> names;

    /** @param jar a class of the JAR that contains the scripts */
    MigrationScripts(Class<?> jar, String folder, List<String> names) {
        this.jar = jar;
        this.folder = folder;
        this.names = names;
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return names.contains(name) ? new Script(jar, folder, name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return names.stream()
                .filter(name ->
                        name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(name -> new Script(jar, folder, name))
                .toList();
    }

    private static final class Script extends LoadableResource {

        private final Class<?> jar;
        private final String folder;
        private final String name;

        Script(Class<?> jar, String folder, String name) {
            this.jar = jar;
            this.folder = folder;
            this.name = name;
        }

        @Override
        public Reader read() {
            try (InputStream in =
                    Objects.requireNonNull(jar.getResourceAsStream("/" + getAbsolutePath()), getAbsolutePath())) {
                return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return folder + "/" + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
