// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.aot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Registers the codecs and formats that Lucene finds as services, and the attributes that its token streams create by
 * name.
 */
final class LuceneProviders {

    private static final String SERVICES = "META-INF/services/org.apache.lucene.";

    /** Tokenizers and filters are created directly; their factories are not used. */
    private static final List<String> USED = List.of(
            "codecs.Codec",
            "codecs.DocValuesFormat",
            "codecs.KnnVectorsFormat",
            "codecs.PostingsFormat",
            "index.SortFieldProvider");

    private static final List<String> ATTRIBUTES = List.of(
            "analysis.icu.tokenattributes.ScriptAttributeImpl",
            "analysis.tokenattributes.BytesTermAttributeImpl",
            "analysis.tokenattributes.CharTermAttributeImpl",
            "analysis.tokenattributes.FlagsAttributeImpl",
            "analysis.tokenattributes.KeywordAttributeImpl",
            "analysis.tokenattributes.OffsetAttributeImpl",
            "analysis.tokenattributes.PackedTokenAttributeImpl",
            "analysis.tokenattributes.PayloadAttributeImpl",
            "analysis.tokenattributes.PositionIncrementAttributeImpl",
            "analysis.tokenattributes.PositionLengthAttributeImpl",
            "analysis.tokenattributes.SentenceAttributeImpl",
            "analysis.tokenattributes.TermFrequencyAttributeImpl",
            "analysis.tokenattributes.TypeAttributeImpl",
            "search.BoostAttributeImpl",
            "search.MaxNonCompetitiveBoostAttributeImpl");

    /** Maps files on Java 19 and later; found by name, in the jar's part for that version. */
    private static final String MAPPING = "store.MemorySegmentIndexInputProvider";

    void register(RuntimeHints hints, @Nullable ClassLoader loader) {
        for (String service : USED) {
            hints.resources().registerPattern(SERVICES + service);
            providers(loader, service).forEach(name -> made(hints, name));
        }
        ATTRIBUTES.forEach(name -> made(hints, "org.apache.lucene." + name));
        made(hints, "org.apache.lucene." + MAPPING);
    }

    private static void made(RuntimeHints hints, String name) {
        hints.reflection().registerType(TypeReference.of(name), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
    }

    private static List<String> providers(@Nullable ClassLoader loader, String service) {
        try {
            return Stream.of(new PathMatchingResourcePatternResolver(loader)
                            .getResources("classpath*:" + SERVICES + service))
                    .flatMap(resource -> {
                        try (InputStream in = resource.getInputStream()) {
                            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
