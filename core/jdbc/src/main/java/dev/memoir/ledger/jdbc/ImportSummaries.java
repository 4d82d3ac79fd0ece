// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.PortableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Imports summary progress. Progress counts positions, which are only meaningful if the whole conversation was
 * imported: the progress of an existing conversation is kept, and its imported turns are summarised with the rest.
 */
final class ImportSummaries {

    private final ImportTransaction run;

    ImportSummaries(ImportTransaction run) {
        this.run = run;
    }

    void take(List<PortableRecord> summaries) {
        Set<String> conversations =
                run.existingItems.ids("conversation", ImportTransaction.texts(summaries, "conversationId"));
        Set<String> memories = run.existingItems.ids("memory", ImportTransaction.texts(summaries, "memoryId"));
        Set<String> gone = run.existingItems.forgotten(ImportTransaction.texts(summaries, "memoryId"));
        List<PortableRecord> complete = new ArrayList<>();
        for (PortableRecord summary : summaries) {
            String memory = summary.text("memoryId");
            if (!conversations.contains(summary.text("conversationId"))) {
                run.present(1);
            } else if (memory == null || memories.contains(memory)) {
                complete.add(summary);
            } else {
                run.leftOut(gone.contains(memory));
            }
        }
        run.insertIfAbsent(PortableTable.SUMMARY, complete);
    }
}
