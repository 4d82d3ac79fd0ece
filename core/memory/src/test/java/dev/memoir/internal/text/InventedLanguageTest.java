// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A language is added by its file alone. */
class InventedLanguageTest {

    private static final URL FILE =
            Objects.requireNonNull(InventedLanguageTest.class.getResource("/invented-language/"));

    @ParameterizedTest
    @ValueSource(
            strings = {"dev.memoir.internal.extract.InventedChecks", "dev.memoir.internal.ranking.InventedQueries"})
    void a_language_is_known_once_its_file_is_on_the_class_path(String scenario) throws Exception {
        assertThat(run(scenario))
                .isNotEmpty()
                .allSatisfy((feature, known) -> assertThat(known).as(feature).isFalse());
        assertThat(run(scenario, FILE))
                .isNotEmpty()
                .allSatisfy((feature, known) -> assertThat(known).as(feature).isTrue());
    }

    /** Runs a scenario with classes of its own, because the languages are read once. */
    @SuppressWarnings("unchecked")
    private static Map<String, Boolean> run(String scenario, URL... further)
            throws IOException, ReflectiveOperationException {
        URL[] path = Stream.concat(
                        Arrays.stream(further),
                        Arrays.stream(Objects.requireNonNull(System.getProperty("java.class.path"))
                                        .split(File.pathSeparator, -1))
                                .map(InventedLanguageTest::url))
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            return (Map<String, Boolean>) Objects.requireNonNull(
                    loader.loadClass(scenario).getMethod("known").invoke(null));
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (IOException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
