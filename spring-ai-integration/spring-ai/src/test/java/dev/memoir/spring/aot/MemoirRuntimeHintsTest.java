// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.PostingsFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;

class MemoirRuntimeHintsTest {

    private final RuntimeHints hints = new RuntimeHints();

    @BeforeEach
    void register() {
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .stream()
                .filter(MemoirRuntimeHints.class::isInstance)
                .forEach(registrar -> registrar.registerHints(hints, getClass().getClassLoader()));
    }

    @Test
    void every_script_of_the_ledger_is_in_the_image() throws IOException {
        Resource[] scripts = new PathMatchingResourcePatternResolver().getResources("classpath*:db/memoir/**/*.sql");
        assertThat(scripts).isNotEmpty();
        for (Resource script : scripts) {
            String url = script.getURL().toString();
            assertThat(resource().forResource(url.substring(url.indexOf("db/memoir/"))))
                    .accepts(hints);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev/memoir/internal/text/lang/en.properties",
                "dev/memoir/internal/extract/numerals/en.txt",
                "dev/memoir/embed/minilm/all-minilm-l6-v2.onnx",
                "dev/memoir/embed/minilm/all-minilm-l6-v2-tokenizer.json",
                "ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so",
                "native/lib/tokenizers.properties",
                "native/lib/linux-x86_64/cpu/libtokenizers.so",
                "META-INF/services/org.apache.lucene.codecs.Codec"
            })
    void what_core_reads_from_its_jars_is_in_the_image(String name) {
        assertThat(getClass().getResource("/" + name))
                .as("still there: " + name)
                .isNotNull();
        assertThat(resource().forResource(name)).accepts(hints);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so",
                "native/lib/linux-x86_64/cpu/libtokenizers.so"
            })
    void every_class_that_native_code_asks_for_is_known(String library) throws IOException {
        Set<String> asked = classesNamedIn(library);
        assertThat(asked).isNotEmpty();
        Set<String> known = hints.jni()
                .typeHints()
                .map(hint -> hint.getType().getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).containsAll(asked);
    }

    @Test
    void lucene_finds_its_codec_and_flyway_its_log() {
        assertThat(reflection().onType(Codec.getDefault().getClass())).accepts(hints);
        PostingsFormat.availablePostingsFormats().stream()
                .map(PostingsFormat::forName)
                .forEach(format ->
                        assertThat(reflection().onType(format.getClass())).accepts(hints));
        assertThat(reflection().onType(TypeReference.of("dev.memoir.jdbc.MigrationLogLevel")))
                .accepts(hints);
    }

    @Test
    void every_class_that_is_named_exists() {
        hints.reflection()
                .typeHints()
                .map(hint -> hint.getType().getName())
                .filter(name -> !name.endsWith("MemorySegmentIndexInputProvider"))
                .forEach(name -> assertThat(getClass().getClassLoader().getResource(name.replace('.', '/') + ".class"))
                        .as(name)
                        .isNotNull());
        hints.jni()
                .typeHints()
                .map(hint -> hint.getType().getName())
                .forEach(name -> assertThat(getClass().getClassLoader().getResource(name.replace('.', '/') + ".class"))
                        .as(name)
                        .isNotNull());
    }

    private Set<String> classesNamedIn(String library) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/" + library)) {
            assertThat(in).as(library).isNotNull();
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return Pattern.compile("ai/(onnxruntime|djl)/[a-zA-Z/$]+")
                    .matcher(bytes)
                    .results()
                    .map(found -> found.group().replace('/', '.'))
                    .filter(this::exists)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private boolean exists(String name) {
        return getClass().getClassLoader().getResource(name.replace('.', '/') + ".class") != null;
    }
}
