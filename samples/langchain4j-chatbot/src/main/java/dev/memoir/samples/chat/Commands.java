package dev.memoir.samples.chat;

import dev.memoir.ForgetResult;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import java.io.PrintStream;
import java.util.function.IntConsumer;

/** What begins with a slash: looking into the memory, and forgetting. */
final class Commands {

    static final String HELP = """
            /memories [N]  what is remembered of you, the latest N turns and N memories (20 unless said)
            /forget ID     destroy one turn or memory
            /forget all    destroy everything that is remembered of you
            /facts [N]     what was learned from what you said, the latest N (20 unless said)
            /entities [N]  who and what is spoken of, by name (20 unless said)
            /entities NAME what is linked with one of them, the latest 20
            /history ID    what happened to a memory: what it was, why it changed, who said so and when
            /undo          take back the last thing that was learned; again, the one before it
            /undo ID       take back the last step of one memory, an undoing too
            /why           what the last answer was given from memory, and where that comes from
            /help          this
            /quit          end (so do Ctrl-D and Ctrl-C)
            Of an ID the beginning is enough, if no other begins like it.
            Anything else is said to the assistant. A space before a slash makes it words.""";

    private static final int DEFAULT_SHOWN = 20;

    private final LongTermMemory memory;
    private final Scope scope;
    private final InputLines lines;
    private final PrintStream out;
    private final Runnable settle;
    private final Runnable afterForgetting;
    private final MemoryPrinter listing;
    private final FactsCommand learned;
    private final EntitiesCommand spoken;
    private final Provenance provenance;
    private final IdPrefixes ids;

    /**
     * @param learns whether there is a model that draws facts from what is said
     * @param provenance has heard what was recalled for the last answer
     * @param settle waits until the last answer is written too
     * @param afterForgetting drops what the running conversation still holds; a model would go on using it
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
        this.listing = new MemoryPrinter(memory, scope, out);
        this.learned = new FactsCommand(memory, scope, learns, listing, out);
        this.spoken = new EntitiesCommand(memory, scope, listing, out);
        this.provenance = provenance;
        this.ids = new IdPrefixes(memory, scope);
    }

    /** Does one and returns whether the chat goes on. */
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
                        + ". /help lists them; to say something that begins with a slash, put a space before it.");
        }
        return true;
    }

    private void memories(String argument) {
        many("/memories", argument, listing::show);
    }

    private void facts(String argument) {
        many("/facts", argument, learned::show);
    }

    private void entities(String argument) {
        learned.catchUp();
        if (argument.isEmpty()) {
            spoken.list(DEFAULT_SHOWN);
        } else if (argument.matches("[1-9][0-9]{0,8}")) {
            spoken.list(Integer.parseInt(argument));
        } else {
            spoken.show(argument, DEFAULT_SHOWN);
        }
    }

    private void many(String command, String argument, IntConsumer show) {
        if (argument.isEmpty()) {
            show.accept(DEFAULT_SHOWN);
        } else if (argument.matches("[1-9][0-9]{0,8}")) {
            show.accept(Integer.parseInt(argument));
        } else {
            out.printf("How many? Say %s, or a number as in %s 50.%n", command, command);
        }
    }

    private void undo(String argument) {
        if (argument.isEmpty()) {
            learned.undo();
        } else {
            ids.ofMemory(argument).ifPresentOrElse(learned::undo, () -> unknown(argument));
        }
    }

    private void forget(String argument) {
        if (argument.isEmpty()) {
            out.println("Forget what? Say /forget ID with an id that /memories shows, or /forget all.");
        } else if (argument.equals("all")) {
            if (lines.confirmed("Destroy everything that is remembered of " + MemoryPrinter.name(scope) + "?")) {
                tell(memory.forget(scope));
            } else {
                out.println("Nothing was forgotten.");
            }
        } else {
            ids.of(argument).ifPresentOrElse(id -> tell(memory.forget(scope, id)), () -> unknown(argument));
        }
    }

    private void tell(ForgetResult receipt) {
        afterForgetting.run();
        out.printf(
                "Destroyed: %d turns, %d memories, %d steps of history, %d vectors.%n",
                receipt.turns(), receipt.memories(), receipt.events(), receipt.vectors());
    }

    private void history(String argument) {
        if (argument.isEmpty()) {
            out.println("The history of what? Say /history ID with the id of a memory that /memories shows.");
            return;
        }
        ids.ofMemory(argument)
                .ifPresentOrElse(id -> memory.history(scope, id).forEach(listing::show), () -> unknown(argument));
    }

    private void unknown(String id) {
        out.println(ids.unclear(id));
    }
}
