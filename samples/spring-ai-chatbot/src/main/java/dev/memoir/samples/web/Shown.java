package dev.memoir.samples.web;

import dev.memoir.Recalled;
import dev.memoir.Recollection;
import dev.memoir.recall.RecalledBlock;
import dev.memoir.recall.RecalledBlock.Line;
import java.util.List;

/** Which hits the model got to see: a block holds what fits its token budget, and the rest of the hits does not count. */
final class Shown {

    private Shown() {}

    /** {@return what stands in the block, best first} */
    static List<Item> in(Recollection recollection) {
        List<String> lines = RecalledBlock.read(recollection.context()).stream()
                .map(Line::text)
                .toList();
        return recollection.hits().stream()
                .filter(hit -> stands(hit.item(), lines))
                .map(Item::of)
                .toList();
    }

    private static boolean stands(Recalled item, List<String> lines) {
        String text = line(item);
        return lines.stream().anyMatch(line -> line.equals(text) || begins(text, line));
    }

    /** The best hit is cut if it is longer than the whole budget. */
    private static boolean begins(String text, String line) {
        return line.endsWith("…") && text.startsWith(line.substring(0, line.length() - 1));
    }

    /** The words as a block shows them. */
    static String line(Recalled item) {
        return RecalledBlock.read(RecalledBlock.withIds(List.of(item), Integer.MAX_VALUE)).stream()
                .map(Line::text)
                .findFirst()
                .orElse("");
    }
}
