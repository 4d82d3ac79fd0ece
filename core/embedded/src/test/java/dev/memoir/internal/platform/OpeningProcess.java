// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.platform;

import dev.memoir.LongTermMemory;
import dev.memoir.MemoirException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that opens a memory and prints that it did, or why it could not; then it waits to be killed. */
final class OpeningProcess {

    private OpeningProcess() {}

    public static void main(String[] args) throws IOException {
        try (LongTermMemory memory = LongTermMemory.open(Path.of(args[0]))) {
            System.out.println("open with " + memory.status().embedderId());
            System.in.read();
        } catch (MemoirException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** {@return the first line that a process with these JVM options prints before it is killed} */
    static String says(Path directory, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), OpeningProcess.class.getName(), directory.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            return String.valueOf(out.readLine());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
