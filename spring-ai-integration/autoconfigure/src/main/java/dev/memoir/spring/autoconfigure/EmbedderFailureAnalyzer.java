// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.EmbedderException;
import dev.memoir.EmbedderMismatchException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analyzes the failure of an embedder that does not answer, or does not match the stored vectors. */
final class EmbedderFailureAnalyzer extends AbstractFailureAnalyzer<EmbedderException> {

    private static final String NO_ANSWER = """
            If the memory should use the application's EmbeddingModel, one of:
                - make it answer;
                - name it, and the application starts without asking it: memoir.embedding-model.id=... and \
            memoir.embedding-model.dimension=...
                - embed in this process instead: memoir.embedder=minilm""";

    private static final String MISMATCH = """
            One of:
                - if the model was changed on purpose, give it an id of its own: memoir.embedding-model.id=... (or the \
            id() of the Embedder bean); everything is embedded again when the application starts
                - if not, use the previous model and its number of dimensions""";

    @Override
    protected FailureAnalysis analyze(Throwable failure, EmbedderException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                cause instanceof EmbedderMismatchException ? MISMATCH : NO_ANSWER,
                cause);
    }
}
