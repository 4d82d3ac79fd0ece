package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.PortableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes how far conversations are summarised. That counts places, which mean the same only where the whole conversation came:
 * one that was here before is left as it is, and what comes to it is summarised with the rest.
 */
final class ImportSummaries {

    private final ImportTransaction run;

    ImportSummaries(ImportTransaction run) {
        this.run = run;
    }

    void take(List<PortableRecord> summaries) {
        Set<String> conversations =
                run.presence.ids("conversation", ImportTransaction.texts(summaries, "conversationId"));
        Set<String> memories = run.presence.ids("memory", ImportTransaction.texts(summaries, "memoryId"));
        Set<String> gone = run.presence.forgotten(ImportTransaction.texts(summaries, "memoryId"));
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
        run.offer(PortableTable.SUMMARY, complete);
    }
}
