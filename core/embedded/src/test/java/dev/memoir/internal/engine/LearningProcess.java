// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryKind;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionResult;
import dev.memoir.extract.FactExtractor;
import dev.memoir.extract.Proposal;
import dev.memoir.learning.LearningSettings;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A process that adds turns and extracts facts until it is killed; its model is slow, fails and repeats itself. */
final class LearningProcess {

    static final LearningSettings QUICK = LearningSettings.builder()
            .batchTurns(5)
            .batchTokens(100_000)
            .minTurns(2)
            .idle(Duration.ofMillis(10))
            .attempts(1000)
            .threads(3)
            .firstPause(Duration.ofMillis(1))
            .longestPause(Duration.ofMillis(20))
            .poll(Duration.ofMillis(20))
            .build();

    private LearningProcess() {}

    public static void main(String[] args) {
        LongTermMemory memory = LongTermMemory.builder()
                .directory(Path.of(args[0]))
                .embedder(new WordEmbedder())
                .extractor(new Lamps(true))
                .learning(QUICK)
                .open();
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

    /** Extracts one fact from each turn. */
    record Lamps(boolean troubled) implements FactExtractor {

        private static final Random RANDOM = new Random();

        @Override
        public String id() {
            return "lamps";
        }

        @Override
        public ExtractionResult extract(ExtractionRequest request) {
            if (troubled) {
                trouble();
            }
            List<Proposal> proposals = new ArrayList<>();
            for (StoredTurn turn : request.turns()) {
                String lamp = turn.text().replaceAll("\\D", "");
                Claim claim =
                        new Claim(MemoryKind.FACT, "The user owns lamp " + lamp, "user", List.of(), Validity.unknown());
                for (int i = 0; i < (troubled && RANDOM.nextInt(5) == 0 ? 2 : 1); i++) {
                    proposals.add(new Proposal.Add(claim, List.of(new Citation(turn.id(), "I own lamp " + lamp))));
                }
            }
            return new ExtractionResult(proposals, List.of(), 0);
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
}
