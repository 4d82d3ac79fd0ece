// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.DirectoryNotWritableException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analyzes the failure of a memory's directory that cannot be created or written. */
final class DirectoryNotWritableFailureAnalyzer extends AbstractFailureAnalyzer<DirectoryNotWritableException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, DirectoryNotWritableException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), """
                One of:
                    - name another folder: memoir.directory=...
                    - let the user that runs the application write to it (chown, or in Kubernetes fsGroup);
                    - in a container with a read-only file system, mount a volume there.""", cause);
    }
}
