package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.LedgerRecord;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Takes how far conversations are summarised. That counts places, which mean the same only where the whole conversation came:
 * one that was here before is left as it is, and what comes to it is summarised with the rest.
 */
final class ImportSummaries {

    private final ImportRun run;

    ImportSummaries(ImportRun run) {
        this.run = run;
    }

    void take(List<LedgerRecord> summaries) {
        Set<String> conversations = run.presence.ids("conversation", ImportRun.texts(summaries, "conversationId"));
        Set<String> memories = run.presence.ids("memory", ImportRun.texts(summaries, "memoryId"));
        Set<String> gone = run.presence.forgotten(ImportRun.texts(summaries, "memoryId"));
        try (PreparedBatch rows = run.handle.prepareBatch(PortableTable.SUMMARY.insert())) {
            for (LedgerRecord summary : summaries) {
                String memory = summary.text("memoryId");
                if (!conversations.contains(summary.text("conversationId"))) {
                    run.present(1);
                } else if (memory == null || memories.contains(memory)) {
                    PortableTable.SUMMARY.bind(rows, summary);
                    rows.add();
                } else if (gone.contains(memory)) {
                    run.forgotten(1);
                } else {
                    run.incomplete(1);
                }
            }
            for (int written : ImportRun.execute(rows)) {
                run.added("summary", written);
                run.present(1 - written);
            }
        }
    }
}
