// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.entity.NameMatcher;
import dev.memoir.entity.NameMention;
import dev.memoir.entity.PronounReferents;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.jdbc.EntityBackfillTable.Search;
import dev.memoir.ledger.jdbc.MentionTable.Mention;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Links earlier items to names that are new, and items that were never linked, one batch at a time. Texts are read and
 * searched without blocking writers; only the matches are written, where they still apply. Each text is read once,
 * regardless of the number of names searched for. Thread-safe; two concurrent calls do the same work twice, with the
 * same result.
 */
final class EntityBackfill {

    /** Texts per batch: a tenth of the thousand that, read at once, took 80 to 190 ms. */
    private static final int READ_BATCH = 100;

    /** Items that are fully linked in one write: each may bring new names, and with them some statements of its own. */
    private static final int LINK_BATCH = 20;

    /** Words with the same letters in every text except for case. */
    private static final Pattern ASCII = Pattern.compile("[a-z]+");

    private record Earlier(ItemRef item, long ordinal, long at, String text, PronounReferents referents) {

        /** A cheap test before a thorough one. */
        boolean hasAny(Set<String> words) {
            String lower = text.toLowerCase(Locale.ROOT);
            return words.stream().anyMatch(word -> !ASCII.matcher(word).matches() || lower.contains(word));
        }
    }

    private record Found(Earlier in, NameMention name) {}

    /**
     * A batch of the work.
     *
     * @param searches the searches to advance
     * @param items the items to search, latest first
     * @param known the names to look for, and whether each is a person's
     */
    private record Batch(List<Search> searches, List<Earlier> items, Map<String, Boolean> known) {

        long lowest() {
            return items.isEmpty() ? 0 : items.get(items.size() - 1).ordinal();
        }

        long searched(Search search) {
            return items.stream()
                    .filter(item -> item.ordinal() < search.below())
                    .count();
        }
    }

    private final LedgerDatabase store;

    EntityBackfill(LedgerDatabase store) {
        this.store = store;
    }

    /** {@return whether there was anything to do} */
    boolean step() {
        Optional<Search> next = store.read(EntityBackfillTable::any);
        next.ifPresent(search -> {
            if (search.everything()) {
                everything(search);
            } else {
                names(search.scope(), search.type());
            }
        });
        return next.isPresent();
    }

    private void everything(Search search) {
        store.write(handle -> {
            store.lock(handle, List.of(search.scope()));
            List<Earlier> items = earlier(handle, search.scope(), search.type(), search.below(), LINK_BATCH);
            Collection<MemoryItem> existing = ItemReader.fetch(
                            handle,
                            search.scope(),
                            items.stream().map(Earlier::item).toList())
                    .values();
            Set<ItemRef> changed = new LinkedHashSet<>(
                    search.type() == ItemType.TURN
                            ? EntityLinker.turns(
                                    handle,
                                    search.scope(),
                                    existing.stream()
                                            .map(StoredTurn.class::cast)
                                            .toList())
                            : EntityLinker.memories(
                                    handle,
                                    search.scope(),
                                    existing.stream().map(Memory.class::cast).toList()));
            Set<String> linked = MentionTable.keys(
                            handle, existing.stream().map(MemoryItem::id).toList())
                    .keySet();
            items.stream()
                    .map(Earlier::item)
                    .filter(item -> linked.contains(item.id()))
                    .forEach(changed::add);
            ChangeFeed.append(handle, changed);
            Batch batch = new Batch(List.of(search), items, Map.of());
            EntityBackfillTable.advance(handle, search, batch.lowest(), items.size(), items.size() < LINK_BATCH);
            return changed.size();
        });
    }

    private void names(Scope scope, ItemType type) {
        Batch batch = store.read(handle -> batch(handle, scope, type));
        List<Found> found = found(batch);
        store.write(handle -> {
            store.lock(handle, List.of(scope));
            if (!found.isEmpty()) {
                ChangeFeed.append(handle, write(handle, scope, type, found));
            }
            boolean last = batch.items().size() < READ_BATCH;
            batch.searches()
                    .forEach(search ->
                            EntityBackfillTable.advance(handle, search, batch.lowest(), batch.searched(search), last));
            return found.size();
        });
    }

    private static Batch batch(Handle handle, Scope scope, ItemType type) {
        List<Search> searches = EntityBackfillTable.names(handle, scope, type);
        long below = searches.stream().mapToLong(Search::below).max().orElse(0);
        List<Earlier> items = earlier(handle, scope, type, below, READ_BATCH);
        long lowest = items.isEmpty() ? 0 : items.get(items.size() - 1).ordinal();
        List<Search> reached =
                searches.stream().filter(search -> search.below() > lowest).toList();
        Set<String> words = new HashSet<>();
        reached.forEach(search -> words.addAll(NameMatcher.words(search.name())));
        return new Batch(reached, items, NameTable.beginning(handle, scope, words));
    }

    private static List<Found> found(Batch batch) {
        Map<String, Search> byName = new HashMap<>();
        Set<String> firsts = new HashSet<>();
        for (Search search : batch.searches()) {
            byName.put(search.name(), search);
            firsts.add(NameMatcher.words(search.name()).get(0));
        }
        List<Found> found = new ArrayList<>();
        for (Earlier item : batch.items()) {
            if (item.hasAny(firsts)) {
                NameMatcher.of(item.text(), item.referents()).find(batch.known()).stream()
                        .filter(name -> byName.containsKey(name.key()))
                        .forEach(name -> found.add(new Found(item, name)));
            }
        }
        return found;
    }

    /** {@return the linked items: those that still contain the name, where the name is still known} */
    private static Set<ItemRef> write(Handle handle, Scope scope, ItemType type, List<Found> found) {
        Set<String> words = new HashSet<>();
        found.forEach(one -> words.addAll(NameMatcher.words(one.name().key())));
        Map<String, Boolean> known = NameTable.beginning(handle, scope, words);
        Map<String, String> texts = texts(
                handle,
                type,
                found.stream().map(one -> one.in().item().id()).distinct().toList());
        List<Mention> mentions = found.stream()
                .filter(one -> known.containsKey(one.name().key())
                        && one.in().text().equals(texts.get(one.in().item().id())))
                .map(one -> new Mention(one.in().item(), "", one.in().at(), one.name()))
                .toList();
        EntityLinker.found(handle, scope, known, mentions);
        Set<ItemRef> items = new LinkedHashSet<>();
        mentions.forEach(mention -> items.add(mention.item()));
        return items;
    }

    private static Map<String, String> texts(Handle handle, ItemType type, List<String> ids) {
        Map<String, String> texts = new HashMap<>();
        IdChunks.each(
                ids,
                chunk -> handle.createQuery("SELECT id, SUBSTR(text, 1, :longest) AS text FROM "
                                + (type == ItemType.TURN
                                        ? "<p>turn AS turn WHERE id IN (<ids>)"
                                        : "<p>memory AS memory WHERE id IN (<ids>) AND " + MemoryTable.CURRENT))
                        .bind("longest", NameMatcher.LONGEST)
                        .bindList("ids", chunk)
                        .map((row, context) -> texts.put(row.getString("id"), row.getString("text")))
                        .list());
        return texts;
    }

    private static List<Earlier> earlier(Handle handle, Scope scope, ItemType type, long below, int limit) {
        boolean turn = type == ItemType.TURN;
        ScopeClause scoped = ScopeClause.exactly(scope, turn ? "turn" : "memory");
        return handle.createQuery((turn
                                ? "SELECT id, ordinal, role, speaker, said_at AS at, SUBSTR(text, 1, :longest) AS text"
                                        + " FROM <p>turn AS turn WHERE " + scoped.sql()
                                        + " AND turn.ordinal < :below ORDER BY turn.ordinal"
                                : "SELECT id, ordinal, COALESCE(valid_from, recorded_at) AS at,"
                                        + " SUBSTR(text, 1, :longest) AS text FROM <p>memory AS memory WHERE "
                                        + scoped.sql() + " AND " + MemoryTable.CURRENT
                                        + " AND memory.ordinal < :below ORDER BY memory.ordinal")
                        + " DESC LIMIT :limit")
                .bindMap(scoped.values())
                .bind("longest", NameMatcher.LONGEST)
                .bind("below", below)
                .bind("limit", limit)
                .map((row, context) -> new Earlier(
                        new ItemRef(type, row.getString("id")),
                        row.getLong("ordinal"),
                        row.getLong("at"),
                        row.getString("text"),
                        turn
                                ? PronounReferents.of(Role.valueOf(row.getString("role")), row.getString("speaker"))
                                : PronounReferents.OF_USER))
                .list();
    }
}
