// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.NativeLibraryException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analyzes the failure of a native library that cannot be unpacked or loaded. */
final class NativeLibraryFailureAnalyzer extends AbstractFailureAnalyzer<NativeLibraryException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, NativeLibraryException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), """
                One of:
                    - name a folder that this user may write to and run libraries from, as a JVM option: \
                -Dmemoir.native.directory=...
                    - do without the library: SQLite's with memoir.datasource.url or memoir.datasource.application, \
                the embedder's with memoir.embedder=model.""", cause);
    }
}
