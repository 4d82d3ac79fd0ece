// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.aot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Registers what Memoir loads by name: SQL scripts, the model with its tokenizer, their native libraries and the
 * classes that these look up, and Lucene's providers. SQLite's driver, Jdbi and DJL bring their own hints, Spring AI
 * those of the token counter, and GraalVM's metadata repository, which Boot's build uses, those of Flyway and HikariCP.
 */
final class MemoirRuntimeHints implements RuntimeHintsRegistrar {

    private static final List<String> RESOURCES = List.of(
            "db/memoir/**",
            "dev/memoir/embed/reference-pairs.tsv",
            "dev/memoir/internal/extract/**",
            "dev/memoir/internal/text/**",
            "dev/memoir/embed/minilm/all-minilm-l6-v2.onnx",
            "dev/memoir/embed/minilm/all-minilm-l6-v2-tokenizer.json",
            "ai/onnxruntime/native/**",
            "native/lib/**",
            "com/ibm/icu/impl/data/**",
            "META-INF/services/dev.memoir.*",
            "org/apache/lucene/analysis/**");

    /** The classes that the native part of ONNX Runtime looks up. */
    private static final List<String> ONNX_RUNTIME = List.of(
            "MapInfo",
            "NodeInfo",
            "OnnxMap",
            "OnnxModelMetadata",
            "OnnxSequence",
            "OnnxSparseTensor",
            "OnnxTensor",
            "OnnxValue",
            "OrtException",
            "SequenceInfo",
            "TensorInfo",
            "ValueInfo");

    /** The classes that the native part of the tokenizers looks up. */
    private static final List<String> TOKENIZERS =
            List.of("ai.djl.huggingface.tokenizers.jni.CharSpan", "ai.djl.engine.EngineException");

    /** The default providers of a memory, found as services. */
    private static final List<String> PROVIDERS = List.of(
            "dev.memoir.embed.minilm.MiniLmEmbedderProvider",
            "dev.memoir.index.lucene.LuceneIndexProvider",
            "dev.memoir.ledger.jdbc.SqliteLedgerProvider");

    private static final String QUIET_LOG = "dev.memoir.jdbc.MigrationLogLevel";

    private final LuceneProviders lucene = new LuceneProviders();

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        RESOURCES.forEach(hints.resources()::registerPattern);
        ONNX_RUNTIME.forEach(name -> jni(hints, "ai.onnxruntime." + name));
        TOKENIZERS.forEach(name -> jni(hints, name));
        PROVIDERS.forEach(name -> constructed(hints, name));
        // Flyway creates its log by name.
        constructed(hints, QUIET_LOG);
        lucene.register(hints, loader);
    }

    private static void constructed(RuntimeHints hints, String name) {
        hints.reflection()
                .registerType(TypeReference.of(name), type -> type.withConstructor(List.of(), ExecutableMode.INVOKE));
    }

    private static void jni(RuntimeHints hints, String name) {
        hints.jni()
                .registerType(
                        TypeReference.of(name),
                        MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                        MemberCategory.INVOKE_DECLARED_METHODS,
                        MemberCategory.ACCESS_DECLARED_FIELDS);
    }
}
