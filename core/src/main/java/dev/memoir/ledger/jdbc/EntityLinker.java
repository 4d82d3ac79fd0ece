package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.RecordedTurn;
import dev.memoir.Scope;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.jdbc.MentionTable.Dropped;
import dev.memoir.ledger.jdbc.MentionTable.Mention;
import dev.memoir.resolve.EntityClusters;
import dev.memoir.resolve.NameMatcher;
import dev.memoir.resolve.NameMention;
import dev.memoir.resolve.PronounReferents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Links turns and memories of one scope with the entities they speak of, in the transaction that writes them. A turn says its
 * speaker, the known names in its text, and what the memories that were drawn from it say; a memory says the names that its
 * extractor listed, its subject, and the known names in its text. When a name is new, what was said before is searched for it,
 * later, see {@link EntityBackfill}.
 */
final class EntityLinker {

    /**
     * What is to be linked.
     *
     * @param names what is known to be named in it
     */
    private record Said(ItemRef item, long at, NameMatcher text, List<NameMention> names) {}

    private final Handle handle;
    private final Scope scope;
    private final Set<ItemRef> others = new LinkedHashSet<>();

    private EntityLinker(Handle handle, Scope scope) {
        this.handle = handle;
        this.scope = scope;
    }

    /** {@return earlier items that were linked anew, after linking turns that were recorded just now} */
    static Collection<ItemRef> turns(Handle handle, Scope scope, List<RecordedTurn> turns) {
        EntityLinker linking = new EntityLinker(handle, scope);
        linking.link(
                turns.stream()
                        .map(turn -> new Said(
                                new ItemRef(ItemType.TURN, turn.id()),
                                ColumnValues.millis(turn.at()),
                                NameMatcher.of(turn.text(), PronounReferents.of(turn)),
                                Optional.ofNullable(turn.turn().speaker()).flatMap(NameMention::ofSpeaker).stream()
                                        .toList()))
                        .toList(),
                Map.of(),
                List.of());
        return linking.others;
    }

    /** {@return other items that were linked anew, after linking memories as they are now} */
    static Collection<ItemRef> memories(Handle handle, Scope scope, Collection<Memory> memories) {
        EntityLinker linking = new EntityLinker(handle, scope);
        linking.memories(memories);
        return linking.others;
    }

    /** {@return how many names were dropped, that only what was just deleted said} */
    static long forgotten(Handle handle, Scope scope, List<Dropped> dropped) {
        return NameTable.settle(handle, scope, keys(dropped));
    }

    /** Notes where names that are known were said before. */
    static void found(Handle handle, Scope scope, Map<String, Boolean> known, List<Mention> mentions) {
        MentionTable.insert(handle, scope, mentions);
        new EntityLinker(handle, scope).settle(known, mentions, List.of());
    }

    private void memories(Collection<Memory> memories) {
        List<Dropped> dropped =
                MentionTable.drop(handle, memories.stream().map(Memory::id).toList());
        List<Memory> standing = memories.stream().filter(Memory::current).toList();
        Map<String, Set<String>> sources = standing.isEmpty()
                ? Map.of()
                : SourceTable.turns(
                        handle,
                        standing.stream()
                                .filter(EntityLinker::tellsOfItsTurns)
                                .map(Memory::id)
                                .toList());
        link(standing.stream().map(EntityLinker::said).toList(), sources, dropped);
    }

    /** What a whole conversation was about is not what each of its turns says. */
    private static boolean tellsOfItsTurns(Memory memory) {
        return memory.kind() != MemoryKind.SUMMARY && memory.kind() != MemoryKind.PROCEDURE;
    }

    private static Said said(Memory memory) {
        Map<String, NameMention> names = new LinkedHashMap<>();
        Stream.concat(memory.entities().stream(), Stream.ofNullable(memory.subject()))
                .flatMap(name -> NameMention.of(name, PronounReferents.OF_USER).stream())
                .forEach(name -> names.putIfAbsent(name.key(), name));
        return new Said(
                new ItemRef(ItemType.MEMORY, memory.id()),
                ColumnValues.millis(memory.at()),
                NameMatcher.of(memory.text(), PronounReferents.OF_USER),
                List.copyOf(names.values()));
    }

    private void link(List<Said> items, Map<String, Set<String>> sources, List<Dropped> dropped) {
        Set<String> words = new HashSet<>();
        for (Said item : items) {
            words.addAll(item.text().words());
            item.names().forEach(name -> words.add(NameMatcher.words(name.key()).get(0)));
        }
        Map<String, Boolean> known = NameTable.beginning(handle, scope, words);
        Map<String, Boolean> named = new HashMap<>(known);
        items.forEach(item -> item.names().forEach(name -> named.merge(name.key(), name.person(), Boolean::logicalOr)));
        List<Mention> mentions = new ArrayList<>();
        for (Said item : items) {
            names(item, named).forEach(name -> mentions.add(new Mention(item.item(), "", item.at(), name)));
        }
        through(sources, mentions);
        MentionTable.insert(handle, scope, mentions);
        relinked(dropped, mentions);
        settle(known, mentions, dropped);
        EntityBackfillTable.search(handle, scope, fresh(known, mentions));
    }

    private static Collection<NameMention> names(Said item, Map<String, Boolean> known) {
        Map<String, NameMention> names = new LinkedHashMap<>();
        item.names().forEach(name -> names.put(name.key(), name));
        item.text().find(known).forEach(name -> names.merge(name.key(), name, NameMention::with));
        return names.values();
    }

    /** What a memory says, the turns say that it was drawn from. */
    private void through(Map<String, Set<String>> sources, List<Mention> mentions) {
        Set<String> turns = new HashSet<>();
        sources.values().forEach(turns::addAll);
        if (turns.isEmpty()) {
            return;
        }
        Map<String, Long> at = new HashMap<>();
        IdChunks.each(
                turns,
                ids -> handle.createQuery("SELECT id, said_at FROM <p>turn AS turn WHERE id IN (<ids>)")
                        .bindList("ids", ids)
                        .map((row, context) -> at.put(row.getString("id"), row.getLong("said_at")))
                        .list());
        for (Mention mention : List.copyOf(mentions)) {
            for (String turn : sources.getOrDefault(mention.item().id(), Set.of())) {
                Long said = at.get(turn);
                if (said != null) {
                    ItemRef item = new ItemRef(ItemType.TURN, turn);
                    mentions.add(new Mention(item, mention.item().id(), said, mention.name()));
                }
            }
        }
    }

    /** The turns that say other names through memories than they did. */
    private void relinked(List<Dropped> dropped, List<Mention> mentions) {
        Set<List<String>> before = new HashSet<>();
        dropped.forEach(mention -> before.add(List.of(mention.item().id(), mention.via(), mention.key())));
        Set<List<String>> after = new HashSet<>();
        for (Mention mention : mentions) {
            List<String> link =
                    List.of(mention.item().id(), mention.via(), mention.name().key());
            after.add(link);
            if (!mention.via().isEmpty() && !before.contains(link)) {
                others.add(mention.item());
            }
        }
        dropped.stream()
                .filter(mention -> !mention.via().isEmpty()
                        && !after.contains(List.of(mention.item().id(), mention.via(), mention.key())))
                .forEach(mention -> others.add(mention.item()));
    }

    private void settle(Map<String, Boolean> known, List<Mention> mentions, List<Dropped> dropped) {
        Set<String> relatives = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        Set<String> changed = new LinkedHashSet<>(keys(dropped));
        for (Mention mention : mentions) {
            NameMention name = mention.name();
            boolean unknown = !known.containsKey(name.key());
            if (unknown) {
                (name.named() ? names : relatives).add(name.key());
            }
            if (unknown || (name.person() && !known.getOrDefault(name.key(), false))) {
                changed.add(name.key());
            }
            if (name.relative() != null) {
                relatives.addAll(EntityClusters.knownBy(name.relative()));
                changed.add(name.key());
            }
        }
        NameTable.insert(handle, scope, names, false);
        NameTable.insert(handle, scope, relatives, true);
        changed.addAll(relatives);
        if (!changed.isEmpty()) {
            NameTable.settle(handle, scope, changed);
        }
    }

    private static Set<String> fresh(Map<String, Boolean> known, List<Mention> mentions) {
        Set<String> fresh = new LinkedHashSet<>();
        mentions.stream()
                .map(Mention::name)
                .filter(name -> !known.containsKey(name.key()) && name.named())
                .forEach(name -> fresh.add(name.key()));
        return fresh;
    }

    private static Set<String> keys(List<Dropped> dropped) {
        Set<String> keys = new LinkedHashSet<>();
        for (Dropped mention : dropped) {
            keys.add(mention.key());
            if (mention.relative() != null) {
                keys.addAll(EntityClusters.knownBy(mention.relative()));
            }
        }
        return keys;
    }
}
