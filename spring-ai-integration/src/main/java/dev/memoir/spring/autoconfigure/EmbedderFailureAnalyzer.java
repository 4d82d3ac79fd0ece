package dev.memoir.spring.autoconfigure;

import dev.memoir.EmbedderException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when the memory has no embedder to start with. */
final class EmbedderFailureAnalyzer extends AbstractFailureAnalyzer<EmbedderException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, EmbedderException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), """
                If the application's EmbeddingModel is meant, one of:
                    - make it answer;
                    - name it, and the application starts without asking it: memoir.embedding-model.id=... and \
                memoir.embedding-model.dimension=...
                    - embed in this process instead: memoir.embedder=minilm""", cause);
    }
}
