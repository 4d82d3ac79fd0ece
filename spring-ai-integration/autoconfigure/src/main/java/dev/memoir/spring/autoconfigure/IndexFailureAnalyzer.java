package dev.memoir.spring.autoconfigure;

import dev.memoir.MemoryIndexIncompatibleException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains how to start an application whose index does not take what its memory holds. */
final class IndexFailureAnalyzer extends AbstractFailureAnalyzer<MemoryIndexIncompatibleException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, MemoryIndexIncompatibleException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), """
                Fix what is described, or keep the index elsewhere: everything in it can be filled from the ledger again.
                    - Lucene's, in memoir.directory: remove the MemoryIndexFactory bean, or set memoir.directory beside a \
                datasource
                    - a new pgvector index: another memoir.datasource.schema or .table-prefix moves the ledger too; a \
                PgVectorIndex bean with a tablePrefix moves the index alone""", cause);
    }
}
