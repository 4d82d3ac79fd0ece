// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.DirectoryInUseException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analyzes the failure of a memory's directory being held by another process or context. */
final class DirectoryInUseFailureAnalyzer extends AbstractFailureAnalyzer<DirectoryInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, DirectoryInUseException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), """
                One process at a time can hold a memory's directory:
                    - end the other process, or wait until it has ended;
                    - or give this one another directory: memoir.directory=...
                    - in tests, a cached context stays open while the next one starts: give each test class its own \
                directory, or close its context with @DirtiesContext.""", cause);
    }
}
