// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.learning.SummarySettings;
import dev.memoir.llm.LanguageModel;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A process that has four conversations summarised until it is killed. The model is slow and fails. */
final class SummarizingProcess {

    private static final Random RANDOM = new Random();

    private SummarizingProcess() {}

    public static void main(String[] args) {
        LongTermMemory memory = open(Path.of(args[0]), true);
        int round = Integer.parseInt(args[1]);
        for (int i = 0; ; i++) {
            memory.add(AddRequest.builder(Scope.user("zoe"))
                    .text("I own lamp " + (round * 100_000 + i) + ".")
                    .conversation("conversation " + i % 4)
                    .build());
            System.out.println(i);
            System.out.flush();
        }
    }

    static LongTermMemory open(Path directory, boolean troubled) {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .languageModel((messages, schema) -> reply(messages, troubled))
                .summaries(new SummarySettings(3, Duration.ofHours(1), 100))
                .learning(LearningProcess.QUICK)
                .open();
    }

    /** Summarises the last lamp only. */
    private static String reply(List<LanguageModel.Message> messages, boolean troubled) {
        String prompt = messages.get(messages.size() - 1).text();
        if (!prompt.startsWith("Summary so far")) {
            return "{\"operations\": []}";
        }
        if (troubled) {
            trouble();
        }
        String turns = prompt.substring(prompt.indexOf("New turns"), prompt.lastIndexOf("Summary, at most"));
        String lamp = turns.substring(turns.lastIndexOf("lamp") + 5, turns.lastIndexOf('.'));
        return "The user owns lamp " + lamp + ".";
    }

    private static void trouble() {
        try {
            Thread.sleep(RANDOM.nextInt(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (RANDOM.nextInt(6) == 0) {
            throw new IllegalStateException("the model is down");
        }
    }
}
