// SPDX-License-Identifier: Apache-2.0
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

/** Shows which memories the last answer was given, why, and their sources. */
final class Provenance {

    /** The number of hits shown: further ones matter less, and would scroll the best away. */
    private static final int MAX_SHOWN = 10;

    private final LongTermMemory memory;
    private final MemoryPrinter printer;
    private final PrintStream out;

    private @Nullable SearchRequest lastRequest;
    private @Nullable SearchResult lastResult;

    Provenance(LongTermMemory memory, MemoryPrinter printer, PrintStream out) {
        this.memory = memory;
        this.printer = printer;
        this.out = out;
    }

    void note(SearchRequest request, SearchResult result) {
        lastRequest = request;
        lastResult = result;
    }

    void show() {
        SearchRequest request = lastRequest;
        SearchResult result = lastResult;
        if (request == null || result == null) {
            out.println("Nothing has been answered yet.");
            return;
        }
        String question = "“" + PrintableText.line(request.query()) + "”";
        List<SearchHit> hits = result.hits();
        if (hits.isEmpty()) {
            out.println("For " + question + " nothing was recalled.");
        } else {
            if (result.context().isEmpty()) {
                out.printf("For %s the answer was given nothing. What was found, best first:%n", question);
            } else {
                out.printf(
                        "For %s the answer was given this, best first, in %d tokens:%n",
                        question, result.contextTokens());
            }
            hits.stream().limit(MAX_SHOWN).forEach(hit -> show(request, hit));
            if (hits.size() > MAX_SHOWN) {
                out.printf("And %d more that fit less.%n", hits.size() - MAX_SHOWN);
            }
        }
        result.notices().forEach(notice -> out.println(PrintableText.line(notice)));
    }

    /** Returns which line of the context states a hit, unless it has its own, or why none does. */
    private static String line(SearchHit hit) {
        return hit.contextStatus() == ContextStatus.OWN_LINE
                ? ""
                : ", " + hit.contextStatus().reason();
    }

    private void show(SearchRequest request, SearchHit hit) {
        MemoryItem item = hit.item();
        out.println(printer.line(item));
        out.println("    score " + number(hit.score()) + signals(hit) + line(hit));
        if (!(item instanceof StoredTurn)) {
            for (MemorySource source : memory.learning().sources(request.scope(), item.id())) {
                out.println("    from " + printer.line(source.turn()));
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
