// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.testing.WordEmbedder;
import java.io.IOException;
import java.nio.file.Path;

/** A process that adds some turns, prints a line, and keeps the memory open without using it until it is killed. */
final class IdleProcess {

    private IdleProcess() {}

    public static void main(String[] args) throws IOException {
        LongTermMemory memory = LongTermMemory.builder()
                .directory(Path.of(args[0]))
                .embedder(new WordEmbedder())
                .open();
        for (int i = 0; i < 5; i++) {
            memory.add(Scope.user("zoe"), Turn.user("My sister Ana moved to Lisbon " + i + " days ago."));
        }
        System.out.println("open");
        System.out.flush();
        System.in.read();
    }
}
