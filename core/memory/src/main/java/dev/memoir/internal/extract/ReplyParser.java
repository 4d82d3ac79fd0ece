// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.MalformedReplyException;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Parses the proposals of a reply. Unreadable parts are reported without quoting them; the others are used. */
final class ReplyParser {

    /** The maximum number of operations; no batch of turns contains more facts. */
    private static final int MAX_ITEMS = 200;

    /** A shorter text could occur in a turn by coincidence. */
    private static final int SHORTEST_COPY = 20;

    private ReplyParser() {}

    /**
     * The parsed reply.
     *
     * @param proposals the proposals, in the order of the reply
     * @param unreadable one line about each part that could not be parsed
     */
    record Read(List<Proposal> proposals, List<String> unreadable) {}

    /**
     * {@return the proposals of a reply}
     *
     * @param reply the reply of the model
     * @param request the request that the model was sent
     * @throws MalformedReplyException if no part of it can be parsed
     */
    static Read read(String reply, ExtractionRequest request) {
        OperationScanner.Found found = OperationScanner.in(reply, copiedFrom(request));
        List<Proposal> proposals = new ArrayList<>();
        List<String> unreadable = new ArrayList<>(found.unreadable());
        List<JsonNode> items = found.items();
        boolean recognized = items.isEmpty();
        for (int i = 0; i < Math.min(items.size(), MAX_ITEMS); i++) {
            OperationReader item = new OperationReader(items.get(i), request, "item " + (i + 1) + ": ", unreadable);
            item.proposal().ifPresent(proposals::add);
            recognized |= item.recognized();
        }
        if (items.size() > MAX_ITEMS) {
            unreadable.add("items after " + MAX_ITEMS + " are not read");
        }
        if (!recognized) {
            throw new MalformedReplyException("The language model replied with " + items.size()
                    + " operations, none of which can be parsed: "
                    + String.join("; ", unreadable.subList(0, Math.min(3, unreadable.size()))) + ".");
        }
        return new Read(proposals, unreadable);
    }

    private static Predicate<String> copiedFrom(ExtractionRequest request) {
        List<String> said = new ArrayList<>();
        request.before().forEach(turn -> said.add(NormalizedText.of(turn.text())));
        request.turns().forEach(turn -> said.add(NormalizedText.of(turn.text())));
        return json -> {
            String normalized = NormalizedText.of(json);
            return normalized.length() >= SHORTEST_COPY && said.stream().anyMatch(text -> text.contains(normalized));
        };
    }
}
