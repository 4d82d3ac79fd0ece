// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import dev.memoir.ForgetResult;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import java.io.PrintStream;
import java.util.function.IntConsumer;

/** Executes commands, which begin with a slash: inspecting the memory, and forgetting. */
final class Commands {

    static final String HELP = """
            /memories [N]  the latest N turns and N memories of you (20 by default)
            /forget ID     destroy one turn or memory
            /forget all    destroy everything remembered of you
            /facts [N]     the latest N facts learned from what you said (20 by default)
            /entities [N]  the names of people and things that were mentioned (20 by default)
            /entities NAME the latest 20 items that mention one of them
            /history ID    the history of a memory: its versions, who changed it, when and why
            /undo          undo the last step of learning; repeat it for the one before
            /undo ID       undo the last step of one memory, including an undo
            /why           which memories the last answer was given, and their sources
            /help          show this help
            /quit          end the chat (as do Ctrl-D and Ctrl-C)
            An ID may be abbreviated to any unique prefix.
            Anything else is sent to the assistant. To send text with a slash, start with a space.""";

    private static final int DEFAULT_SHOWN = 20;

    private final LongTermMemory memory;
    private final Scope scope;
    private final InputLines lines;
    private final PrintStream out;
    private final Runnable settle;
    private final Runnable afterForgetting;
    private final MemoryPrinter printer;
    private final FactsCommand facts;
    private final EntitiesCommand entities;
    private final Provenance provenance;
    private final IdPrefixes ids;

    /**
     * @param learns whether there is a model that extracts facts
     * @param provenance the sources of the last answer
     * @param settle waits until the last answer is written
     * @param afterForgetting clears the running conversation, which the model would otherwise still use
     */
    Commands(
            LongTermMemory memory,
            Scope scope,
            boolean learns,
            InputLines lines,
            PrintStream out,
            Provenance provenance,
            Runnable settle,
            Runnable afterForgetting) {
        this.memory = memory;
        this.scope = scope;
        this.lines = lines;
        this.out = out;
        this.settle = settle;
        this.afterForgetting = afterForgetting;
        this.printer = new MemoryPrinter(memory, scope, out);
        this.facts = new FactsCommand(memory, scope, learns, printer, out);
        this.entities = new EntitiesCommand(memory, scope, printer, out);
        this.provenance = provenance;
        this.ids = new IdPrefixes(memory, scope);
    }

    /** Executes a command, and returns whether the chat continues. */
    boolean run(String line) {
        settle.run();
        String[] words = line.strip().split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "/memories" -> memories(argument);
            case "/forget" -> forget(argument);
            case "/facts" -> facts(argument);
            case "/entities" -> entities(argument);
            case "/history" -> history(argument);
            case "/undo" -> undo(argument);
            case "/why" -> provenance.show();
            case "/help" -> out.println(HELP);
            case "/quit", "/exit" -> {
                return false;
            }
            default ->
                out.println("There is no command " + PrintableText.line(words[0])
                        + ". /help lists them. To send text that begins with a slash, put a space before it.");
        }
        return true;
    }

    private void memories(String argument) {
        withCount("/memories", argument, printer::show);
    }

    private void facts(String argument) {
        withCount("/facts", argument, facts::show);
    }

    private void entities(String argument) {
        facts.catchUp();
        if (argument.isEmpty()) {
            entities.list(DEFAULT_SHOWN);
        } else if (argument.matches("[1-9][0-9]{0,8}")) {
            entities.list(Integer.parseInt(argument));
        } else {
            entities.show(argument, DEFAULT_SHOWN);
        }
    }

    private void withCount(String command, String argument, IntConsumer show) {
        if (argument.isEmpty()) {
            show.accept(DEFAULT_SHOWN);
        } else if (argument.matches("[1-9][0-9]{0,8}")) {
            show.accept(Integer.parseInt(argument));
        } else {
            out.printf("How many? Use %s, or a number as in %s 50.%n", command, command);
        }
    }

    private void undo(String argument) {
        if (argument.isEmpty()) {
            facts.undo();
        } else {
            ids.ofMemory(argument).ifPresentOrElse(facts::undo, () -> unknown(argument));
        }
    }

    private void forget(String argument) {
        if (argument.isEmpty()) {
            out.println("Forget what? Say /forget ID with an id that /memories shows, or /forget all.");
        } else if (argument.equals("all")) {
            if (lines.confirmed("Destroy everything remembered of " + MemoryPrinter.name(scope) + "?")) {
                report(memory.forget(scope));
            } else {
                out.println("Nothing was forgotten.");
            }
        } else {
            ids.of(argument).ifPresentOrElse(id -> report(memory.forget(scope, id)), () -> unknown(argument));
        }
    }

    private void report(ForgetResult result) {
        afterForgetting.run();
        out.printf(
                "Destroyed: %d turns, %d memories, %d steps of history, %d vectors.%n",
                result.turns(), result.memories(), result.events(), result.vectors());
    }

    private void history(String argument) {
        if (argument.isEmpty()) {
            out.println("The history of what? Say /history ID with the id of a memory that /memories shows.");
            return;
        }
        ids.ofMemory(argument)
                .ifPresentOrElse(id -> memory.history(scope, id).forEach(printer::show), () -> unknown(argument));
    }

    private void unknown(String id) {
        out.println(ids.explanation(id));
    }
}
