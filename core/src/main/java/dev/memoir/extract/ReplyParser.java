package dev.memoir.extract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.MalformedReplyException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the proposals of a reply: what can be read stands, what cannot is told without the words in it. */
final class ReplyParser {

    /** No batch of turns holds more facts than this. */
    private static final int MAX_ITEMS = 200;

    /** Less could stand in a turn by chance. */
    private static final int SHORTEST_COPY = 20;

    private ReplyParser() {}

    /**
     * What was read.
     *
     * @param proposals in the reply's order
     * @param unreadable a line about each part that could not be read
     */
    record Read(List<Proposal> proposals, List<String> unreadable) {}

    /**
     * {@return the proposals of a reply}
     *
     * @param reply the model's words
     * @param request what it was asked about
     * @throws MalformedReplyException if nothing in it can be read
     */
    static Read read(String reply, ExtractionRequest request) {
        OperationScanner.Found found = OperationScanner.in(reply, copiedFrom(request));
        List<Proposal> proposals = new ArrayList<>();
        List<String> unreadable = new ArrayList<>(found.unreadable());
        List<JsonNode> items = found.items();
        boolean understood = items.isEmpty();
        for (int i = 0; i < Math.min(items.size(), MAX_ITEMS); i++) {
            OperationReader item = new OperationReader(items.get(i), request, "item " + (i + 1) + ": ", unreadable);
            item.proposal().ifPresent(proposals::add);
            understood |= item.understood();
        }
        if (items.size() > MAX_ITEMS) {
            unreadable.add("items after " + MAX_ITEMS + " are not read");
        }
        if (!understood) {
            throw new MalformedReplyException("The language model answered with " + items.size()
                    + " operations of which none can be read: "
                    + String.join("; ", unreadable.subList(0, Math.min(3, unreadable.size()))) + ".");
        }
        return new Read(proposals, unreadable);
    }

    private static Predicate<String> copiedFrom(ExtractionRequest request) {
        List<String> said = new ArrayList<>();
        request.before().forEach(turn -> said.add(NormalizedText.of(turn.text())));
        request.turns().forEach(turn -> said.add(NormalizedText.of(turn.text())));
        return json -> {
            String essence = NormalizedText.of(json);
            return essence.length() >= SHORTEST_COPY && said.stream().anyMatch(text -> text.contains(essence));
        };
    }
}
