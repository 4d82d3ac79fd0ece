// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.MemoryIndexIncompatibleException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analyzes the failure of an index that rejects what its memory holds. */
final class IndexFailureAnalyzer extends AbstractFailureAnalyzer<MemoryIndexIncompatibleException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, MemoryIndexIncompatibleException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), """
                Fix what is described, or keep the index elsewhere: it can be filled from the ledger again.
                    - a Lucene index in memoir.directory: remove the MemoryIndexFactory bean, or set \
                memoir.directory in addition to a data source
                    - a new pgvector index: another memoir.datasource.schema or .table-prefix moves the ledger too; a \
                PgVectorIndex bean with a tablePrefix moves the index alone""", cause);
    }
}
