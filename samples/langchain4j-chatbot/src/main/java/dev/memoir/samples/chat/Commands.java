package dev.memoir.samples.chat;

import dev.memoir.ForgetReceipt;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import java.io.PrintStream;
import java.util.List;

/** What begins with a slash: looking into the memory, and forgetting. */
final class Commands {

    static final String HELP = """
            /memories [N]  what is remembered of you, the latest N turns and N memories (20 unless said)
            /forget ID     destroy one turn or memory
            /forget all    destroy everything that is remembered of you
            /history ID    what happened to a memory
            /help          this
            /quit          end (so do Ctrl-D and Ctrl-C)
            Anything else is said to the assistant. A space before a slash makes it words.""";

    private static final int DEFAULT_SHOWN = 20;

    private final LongTermMemory memory;
    private final Scope scope;
    private final Lines lines;
    private final PrintStream out;
    private final Runnable settle;
    private final Runnable afterForgetting;
    private final Listing listing;

    /**
     * @param settle waits until the last answer is written too
     * @param afterForgetting drops what the running conversation still holds; a model would go on using it
     */
    Commands(
            LongTermMemory memory,
            Scope scope,
            Lines lines,
            PrintStream out,
            Runnable settle,
            Runnable afterForgetting) {
        this.memory = memory;
        this.scope = scope;
        this.lines = lines;
        this.out = out;
        this.settle = settle;
        this.afterForgetting = afterForgetting;
        this.listing = new Listing(memory, scope, out);
    }

    /** Does one and returns whether the chat goes on. */
    boolean run(String line) {
        settle.run();
        String[] words = line.strip().split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "/memories" -> memories(argument);
            case "/forget" -> forget(argument);
            case "/history" -> history(argument);
            case "/help" -> out.println(HELP);
            case "/quit", "/exit" -> {
                return false;
            }
            default ->
                out.println("There is no command " + Printable.line(words[0])
                        + ". /help lists them; to say something that begins with a slash, put a space before it.");
        }
        return true;
    }

    private void memories(String argument) {
        if (argument.isEmpty()) {
            listing.show(DEFAULT_SHOWN);
        } else if (argument.matches("[1-9][0-9]{0,8}")) {
            listing.show(Integer.parseInt(argument));
        } else {
            out.println("How many? Say /memories, or a number as in /memories 50.");
        }
    }

    private void forget(String argument) {
        if (argument.isEmpty()) {
            out.println("Forget what? Say /forget ID with an id that /memories shows, or /forget all.");
        } else if (argument.equals("all")) {
            if (lines.confirmed("Destroy everything that is remembered of " + Listing.name(scope) + "?")) {
                tell(memory.forget(scope));
            } else {
                out.println("Nothing was forgotten.");
            }
        } else {
            ForgetReceipt receipt = memory.forget(scope, argument);
            if (receipt.turns() + receipt.memories() == 0) {
                unknown(argument);
            } else {
                tell(receipt);
            }
        }
    }

    private void tell(ForgetReceipt receipt) {
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
        List<MemoryEvent> events = memory.history(scope, argument);
        if (events.isEmpty()) {
            unknown(argument);
        } else {
            events.forEach(listing::show);
        }
    }

    private void unknown(String id) {
        out.println("No memory of " + Listing.name(scope) + " has the id " + Printable.line(id)
                + ". /memories shows the ids; they are long, copy a whole one. Turns have no history.");
    }
}
