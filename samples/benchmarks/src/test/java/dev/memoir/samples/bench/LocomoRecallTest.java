package dev.memoir.samples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.memoir.LongTermMemory;
import dev.memoir.samples.bench.Locomo.Conversation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocomoRecallTest {

    /** Beside the repository, as the benchmark's default; never copied into it. */
    private static final Path DATA = Path.of("../../../shared/data/locomo-dev.json");

    @TempDir
    private Path directory;

    @Test
    void ten_turns_hold_seven_tenths_of_the_evidence_at_the_least() throws Exception {
        assumeThat(Files.isReadable(DATA))
                .as("LoCoMo's development half is not at %s: recall is not measured", DATA)
                .isTrue();
        RecallTable table = new RecallTable();
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            List<Conversation> conversations = Locomo.read(DATA);
            LocomoRun run = new LocomoRun(memory);
            run.ingest(conversations);
            run.rank(conversations, table);
        }
        table.print(System.out);
        assertThat(table.overall(10)).isGreaterThanOrEqualTo(70);
    }
}
