// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.Memory;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A scripted reply to a conversation with the expected results, read from a file of {@code src/test/resources/junk}.
 *
 * <pre>{@code
 * What the case shows, in a line or more.
 * == known
 * The user lives in Berlin.
 * == before
 * assistant: How are you?
 * == turns 2026-05-12T09:30:00Z
 * user "Zoe": I moved to Lisbon yesterday.
 * user (document): A text with a line break: \n.
 * == reply
 * {"operations":[…]}
 * == accept
 * ADD The user moved to Lisbon on 2026-05-11.
 * DELETE 1
 * == reject
 * UNGROUNDED_NAME ADD The user moved to Porto.
 * == unreadable
 * 1
 * == distinct
 * 1
 * }</pre>
 *
 * {@code == malformed} replaces the last four sections if the whole reply is malformed. {@code distinct} is the
 * number of memories that result from the accepted proposals, if fewer.
 *
 * @param name the name of the file
 * @param known the known facts, {@code known-1} and so on
 * @param before the previous turns
 * @param turns the pending turns
 * @param reply the reply of the model
 * @param accepted the proposals that pass, in order, as written under {@code accept}
 * @param rejected the rejected proposals, with the reason
 * @param unreadable the number of reported unreadable parts
 * @param malformed whether the reply cannot be parsed at all
 * @param distinct the number of resulting memories
 */
public record JunkCase(
        String name,
        List<String> known,
        List<Turn> before,
        List<Turn> turns,
        String reply,
        List<String> accepted,
        List<String> rejected,
        int unreadable,
        boolean malformed,
        int distinct) {

    private static final Pattern SECTION = Pattern.compile("(?m)^== (\\w+)(?: (\\S+))?\\n");
    private static final Pattern TURN =
            Pattern.compile("(user|assistant|tool|system)(?: \"([^\"]*)\")?(?: \\((\\w+)\\))?(?: @(\\S+))?: (.*)");

    /** {@return all cases, by name} */
    public static List<JunkCase> all() {
        try {
            URI folder = Objects.requireNonNull(JunkCase.class.getResource("/junk"), "junk")
                    .toURI();
            if (!folder.getScheme().equals("jar")) {
                return all(Path.of(folder));
            }
            // Tests of other modules find the folder in a jar.
            try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                return all(jar.getPath("/junk"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JunkCase> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(JunkCase::read).toList();
        }
    }

    private static JunkCase read(Path file) {
        try {
            return parse(file.getFileName().toString().replace(".txt", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JunkCase parse(String name, String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        String at = "2026-05-12T09:30:00Z";
        Matcher head = SECTION.matcher(text);
        String section = null;
        int from = 0;
        while (head.find()) {
            if (section != null) {
                sections.put(section, text.substring(from, head.start()));
            }
            section = head.group(1);
            at = head.group(2) == null ? at : head.group(2);
            from = head.end();
        }
        sections.put(Objects.requireNonNull(section, name), text.substring(from));
        Instant said = Instant.parse(at);
        List<String> accepted = lines(sections, "accept");
        return new JunkCase(
                name,
                lines(sections, "known"),
                turns(sections, "before", said.minusSeconds(60)),
                turns(sections, "turns", said),
                sections.getOrDefault("reply", "").strip(),
                accepted,
                lines(sections, "reject"),
                Integer.parseInt(sections.getOrDefault("unreadable", "0").strip()),
                sections.containsKey("malformed"),
                Integer.parseInt(
                        sections.getOrDefault("distinct", "" + accepted.size()).strip()));
    }

    private static List<Turn> turns(Map<String, String> sections, String section, Instant said) {
        List<Turn> turns = new ArrayList<>();
        for (String line : lines(sections, section)) {
            Matcher turn = TURN.matcher(line);
            if (!turn.matches()) {
                throw new IllegalArgumentException("Not a turn: " + line);
            }
            Role role = Role.valueOf(turn.group(1).toUpperCase(Locale.ROOT));
            Turn.Builder builder =
                    Turn.builder(role, turn.group(5).replace("\\n", "\n")).speaker(turn.group(2));
            if (turn.group(3) != null) {
                builder.origin(Origin.valueOf(turn.group(3).toUpperCase(Locale.ROOT)));
            }
            turns.add(builder.saidAt(turn.group(4) == null ? said : Instant.parse(turn.group(4)))
                    .build());
        }
        return turns;
    }

    private static List<String> lines(Map<String, String> sections, String section) {
        return sections.getOrDefault(section, "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** {@return the request, with {@code turn-1} and so on, and {@code known-1} and so on} */
    public ExtractionRequest request() {
        Scope scope = Scope.user("zoe");
        List<Memory> memories = new ArrayList<>();
        for (String fact : known) {
            memories.add(
                    Memory.builder("known-" + (memories.size() + 1), scope, fact, Instant.parse("2026-01-01T00:00:00Z"))
                            .build());
        }
        return ExtractionRequest.builder(recorded("turn-", turns, scope))
                .before(recorded("before-", before, scope))
                .known(memories)
                .build();
    }

    private static List<StoredTurn> recorded(String id, List<Turn> turns, Scope scope) {
        List<StoredTurn> recorded = new ArrayList<>();
        for (Turn turn : turns) {
            Instant at = Objects.requireNonNull(turn.saidAt());
            recorded.add(
                    new StoredTurn(id + (recorded.size() + 1), scope, "junk", recorded.size(), turn, at, at, null));
        }
        return recorded;
    }

    /** {@return a proposal in the notation of {@code accept}} */
    public static String written(Proposal proposal) {
        if (proposal instanceof Proposal.Add add) {
            return "ADD " + add.claim().text();
        }
        if (proposal instanceof Proposal.Update update) {
            return "UPDATE " + update.memoryId().replace("known-", "") + " "
                    + update.claim().text();
        }
        return "DELETE " + ((Proposal.Delete) proposal).memoryId().replace("known-", "");
    }

    @Override
    public String toString() {
        return name;
    }
}
