// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.entity.EntityClusters;
import dev.memoir.entity.NameMatcher;
import dev.memoir.entity.NameMention;
import dev.memoir.entity.PronounReferents;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.jdbc.MentionTable.Dropped;
import dev.memoir.ledger.jdbc.MentionTable.Mention;
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
 * Links turns and memories of one scope to the entities that they mention, in the transaction that writes them. A turn
 * mentions its speaker, the known names in its text, and the names of the memories extracted from it; a memory mentions
 * the names that its extractor listed, its subject, and the known names in its text. Earlier items are searched for a
 * new name later, see {@link EntityBackfill}.
 */
final class EntityLinker {

    /**
     * An item to link.
     *
     * @param names the names that it is known to mention
     */
    private record Item(ItemRef item, long at, NameMatcher text, List<NameMention> names) {}

    private final Handle handle;
    private final Scope scope;
    private final Set<ItemRef> relinked = new LinkedHashSet<>();

    private EntityLinker(Handle handle, Scope scope) {
        this.handle = handle;
        this.scope = scope;
    }

    /** {@return earlier items that were relinked after linking newly recorded turns} */
    static Collection<ItemRef> turns(Handle handle, Scope scope, List<StoredTurn> turns) {
        EntityLinker linker = new EntityLinker(handle, scope);
        linker.link(
                turns.stream()
                        .map(turn -> new Item(
                                new ItemRef(ItemType.TURN, turn.id()),
                                ColumnValues.millis(turn.at()),
                                NameMatcher.of(turn.text(), PronounReferents.of(turn)),
                                Optional.ofNullable(turn.turn().speaker()).flatMap(NameMention::ofSpeaker).stream()
                                        .toList()))
                        .toList(),
                Map.of(),
                List.of());
        return linker.relinked;
    }

    /** {@return other items that were relinked after linking memories in their present state} */
    static Collection<ItemRef> memories(Handle handle, Scope scope, Collection<Memory> memories) {
        EntityLinker linker = new EntityLinker(handle, scope);
        linker.memories(memories);
        return linker.relinked;
    }

    /** {@return the number of dropped names that only the deleted items mentioned} */
    static long forgotten(Handle handle, Scope scope, List<Dropped> dropped) {
        return NameTable.settle(handle, scope, keys(dropped));
    }

    /** Records mentions of known names in earlier items. */
    static void found(Handle handle, Scope scope, Map<String, Boolean> known, List<Mention> mentions) {
        MentionTable.insert(handle, scope, mentions);
        new EntityLinker(handle, scope).settle(known, mentions, List.of());
    }

    private void memories(Collection<Memory> memories) {
        List<Dropped> dropped =
                MentionTable.drop(handle, memories.stream().map(Memory::id).toList());
        List<Memory> current = memories.stream().filter(Memory::current).toList();
        Map<String, Set<String>> sources = current.isEmpty()
                ? Map.of()
                : SourceTable.turns(
                        handle,
                        current.stream()
                                .filter(EntityLinker::describesItsTurns)
                                .map(Memory::id)
                                .toList());
        link(current.stream().map(EntityLinker::item).toList(), sources, dropped);
    }

    /** The topics of a whole conversation are not those of each of its turns. */
    private static boolean describesItsTurns(Memory memory) {
        return memory.kind() != MemoryKind.SUMMARY && memory.kind() != MemoryKind.PROCEDURE;
    }

    private static Item item(Memory memory) {
        Map<String, NameMention> names = new LinkedHashMap<>();
        Stream.concat(memory.entities().stream(), Stream.ofNullable(memory.subject()))
                .flatMap(name -> NameMention.of(name, PronounReferents.OF_USER).stream())
                .forEach(name -> names.putIfAbsent(name.key(), name));
        return new Item(
                new ItemRef(ItemType.MEMORY, memory.id()),
                ColumnValues.millis(memory.at()),
                NameMatcher.of(memory.text(), PronounReferents.OF_USER),
                List.copyOf(names.values()));
    }

    private void link(List<Item> items, Map<String, Set<String>> sources, List<Dropped> dropped) {
        Set<String> words = new HashSet<>();
        for (Item item : items) {
            words.addAll(item.text().words());
            item.names().forEach(name -> words.add(NameMatcher.words(name.key()).get(0)));
        }
        Map<String, Boolean> known = NameTable.beginning(handle, scope, words);
        Map<String, Boolean> named = new HashMap<>(known);
        items.forEach(item -> item.names().forEach(name -> named.merge(name.key(), name.person(), Boolean::logicalOr)));
        List<Mention> mentions = new ArrayList<>();
        for (Item item : items) {
            names(item, named).forEach(name -> mentions.add(new Mention(item.item(), "", item.at(), name)));
        }
        addThroughMemories(sources, mentions);
        MentionTable.insert(handle, scope, mentions);
        collectRelinked(dropped, mentions);
        settle(known, mentions, dropped);
        EntityBackfillTable.search(handle, scope, fresh(known, mentions));
    }

    private static Collection<NameMention> names(Item item, Map<String, Boolean> known) {
        Map<String, NameMention> names = new LinkedHashMap<>();
        item.names().forEach(name -> names.put(name.key(), name));
        item.text().find(known).forEach(name -> names.merge(name.key(), name, NameMention::with));
        return names.values();
    }

    /** A turn mentions the names of the memories extracted from it. */
    private void addThroughMemories(Map<String, Set<String>> sources, List<Mention> mentions) {
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
                Long saidAt = at.get(turn);
                if (saidAt != null) {
                    ItemRef item = new ItemRef(ItemType.TURN, turn);
                    mentions.add(new Mention(item, mention.item().id(), saidAt, mention.name()));
                }
            }
        }
    }

    /** Collects the turns whose mentions through memories have changed. */
    private void collectRelinked(List<Dropped> dropped, List<Mention> mentions) {
        Set<List<String>> before = new HashSet<>();
        dropped.forEach(mention -> before.add(List.of(mention.item().id(), mention.via(), mention.key())));
        Set<List<String>> after = new HashSet<>();
        for (Mention mention : mentions) {
            List<String> link =
                    List.of(mention.item().id(), mention.via(), mention.name().key());
            after.add(link);
            if (!mention.via().isEmpty() && !before.contains(link)) {
                relinked.add(mention.item());
            }
        }
        dropped.stream()
                .filter(mention -> !mention.via().isEmpty()
                        && !after.contains(List.of(mention.item().id(), mention.via(), mention.key())))
                .forEach(mention -> relinked.add(mention.item()));
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
