// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import dev.langchain4j.invocation.InvocationParameters;
import dev.memoir.MemoirException;
import dev.memoir.Scope;
import dev.memoir.langchain4j.ScopeResolver;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and answers lines one by one. A failure only affects its own line. */
final class Conversation {

    private final Assistant assistant;
    private final Commands commands;
    private final InputLines lines;
    private final Map<String, Object> parameters = new HashMap<>();
    private final PrintStream out;
    private final PrintStream err;

    Conversation(
            Assistant assistant, Commands commands, InputLines lines, Scope scope, PrintStream out, PrintStream err) {
        this.assistant = assistant;
        this.commands = commands;
        this.lines = lines;
        this.out = out;
        this.err = err;
        put(ScopeResolver.USER_ID, scope.userId());
        put(ScopeResolver.AGENT_ID, scope.agentId());
        put(ScopeResolver.RUN_ID, scope.runId());
    }

    /** Runs until the input ends, /quit is entered, or standard output is closed. */
    void run() {
        for (String line = lines.next(); line != null && !out.checkError(); line = lines.next()) {
            if (line.startsWith("/")) {
                if (!command(line)) {
                    return;
                }
            } else if (!line.isBlank()) {
                answer(line.strip());
            }
        }
    }

    private boolean command(String line) {
        try {
            return commands.run(line);
        } catch (MemoirException e) {
            err.println("memoir: " + PrintableText.line(e));
            return true;
        }
    }

    private void answer(String words) {
        try {
            out.println(PrintableText.text(assistant.answer(words, InvocationParameters.from(parameters))));
        } catch (MemoirException e) {
            err.println("memoir: " + PrintableText.line(e));
        } catch (RuntimeException e) {
            // The exceptions of model clients differ between providers.
            err.println("memoir: The model did not answer: " + PrintableText.line(e));
        }
    }

    private void put(String key, @Nullable String id) {
        if (id != null) {
            parameters.put(key, id);
        }
    }
}
