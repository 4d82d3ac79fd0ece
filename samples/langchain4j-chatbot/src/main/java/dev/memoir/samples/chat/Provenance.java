package dev.memoir.samples.chat;

import dev.memoir.ContextStatus;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryItem;
import dev.memoir.MemorySource;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoredTurn;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the last answer was given from memory, why, and where that comes from. */
final class Provenance {

    /** What follows weighs less, and scrolls the best away. */
    private static final int SHOWN = 10;

    private final LongTermMemory memory;
    private final MemoryPrinter listing;
    private final PrintStream out;

    private @Nullable SearchRequest asked;
    private @Nullable SearchResult recalled;

    Provenance(LongTermMemory memory, MemoryPrinter listing, PrintStream out) {
        this.memory = memory;
        this.listing = listing;
        this.out = out;
    }

    void note(SearchRequest request, SearchResult recollection) {
        asked = request;
        recalled = recollection;
    }

    void show() {
        SearchRequest request = asked;
        SearchResult recollection = recalled;
        if (request == null || recollection == null) {
            out.println("Nothing has been answered yet.");
            return;
        }
        String question = "“" + PrintableText.line(request.query()) + "”";
        List<SearchHit> hits = recollection.hits();
        if (hits.isEmpty()) {
            out.println("For " + question + " nothing was recalled.");
        } else {
            if (recollection.context().isEmpty()) {
                out.printf("For %s the answer was given nothing. What was found, best first:%n", question);
            } else {
                out.printf(
                        "For %s the answer was given this, best first, in %d tokens:%n",
                        question, recollection.contextTokens());
            }
            hits.stream().limit(SHOWN).forEach(hit -> show(request, hit));
            if (hits.size() > SHOWN) {
                out.printf("And %d more that fit less.%n", hits.size() - SHOWN);
            }
        }
        recollection.notices().forEach(notice -> out.println(PrintableText.line(notice)));
    }

    /** Where the context has it, if not in a line of its own, or why it does not. */
    private static String line(SearchHit hit) {
        return hit.contextStatus() == ContextStatus.OWN_LINE
                ? ""
                : ", " + hit.contextStatus().reason();
    }

    private void show(SearchRequest request, SearchHit hit) {
        MemoryItem item = hit.item();
        out.println(listing.line(item));
        out.println("    score " + number(hit.score()) + signals(hit) + line(hit));
        if (!(item instanceof StoredTurn)) {
            for (MemorySource source : memory.learning().sources(request.scope(), item.id())) {
                out.println("    from " + listing.line(source.turn()));
                if (!source.quote().isBlank()) {
                    out.println("    quoting “" + PrintableText.line(source.quote()) + "”");
                }
            }
        }
    }

    private static String signals(SearchHit hit) {
        return hit.explanation().stream()
                .map(signal -> signal.signal() + " " + number(signal.share()))
                .collect(Collectors.joining(", ", hit.explanation().isEmpty() ? "" : ": ", ""));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
