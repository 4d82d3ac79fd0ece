// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;

/** A process that adds turns from four threads until it is killed, and prints each when its add has returned. */
final class AddingProcess {

    private AddingProcess() {}

    public static void main(String[] args) {
        LongTermMemory memory = LongTermMemory.builder()
                .directory(Path.of(args[0]))
                .embedder(new WordEmbedder())
                .open();
        String round = args[1];
        for (int t = 0; t < 4; t++) {
            String thread = round + "-" + t;
            new Thread(() -> {
                        for (int i = 0; ; i++) {
                            String name = thread + "-" + i;
                            memory.add(AddRequest.builder(Scope.user("zoe"))
                                    .text("turn " + name)
                                    .conversation(i % 2 == 0 ? "even" : "odd")
                                    .idempotencyKey(i % 3 == 0 ? name : null)
                                    .build());
                            synchronized (System.out) {
                                System.out.println(name);
                                System.out.flush();
                            }
                        }
                    })
                    .start();
        }
    }
}
