package dev.memoir.spring.autoconfigure;

import dev.memoir.DirectoryInUseException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when the memory's directory is held by another. */
final class DirectoryInUseFailureAnalyzer extends AbstractFailureAnalyzer<DirectoryInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, DirectoryInUseException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), """
                One process at a time holds a memory's directory:
                    - end the other process, or wait until it has ended;
                    - or give this one a directory of its own: memoir.directory=...
                    - in tests, a cached context stays open beside the next one: give each test class a directory of its \
                own, or close its context with @DirtiesContext.""", cause);
    }
}
