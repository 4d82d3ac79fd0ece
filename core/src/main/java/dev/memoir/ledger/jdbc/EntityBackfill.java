package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.Recalled;
import dev.memoir.RecordedTurn;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.jdbc.EntityBackfillTable.Search;
import dev.memoir.ledger.jdbc.MentionTable.Mention;
import dev.memoir.resolve.NameMatcher;
import dev.memoir.resolve.NameMention;
import dev.memoir.resolve.PronounReferents;
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
 * Links what was said before with names that are new, and what was never linked, a part at a time: texts are read and looked
 * through without keeping writers waiting; only what was found is written, where it still holds. However many names are
 * searched for, each text is read once. Thread-safe; two at a time do the same work twice, to the same effect.
 */
final class EntityBackfill {

    /** Texts that are read at a time: a tenth of the thousand that, at once, took 80 to 190 ms. */
    private static final int READ = 100;

    /** Items that are linked from the beginning in one write: each may bring names, and so some statements of its own. */
    private static final int LINKED = 20;

    /** Words that have the same letters in every text, but for their case. */
    private static final Pattern ASCII = Pattern.compile("[a-z]+");

    private record Earlier(ItemRef item, long ordinal, long at, String text, PronounReferents voice) {

        /** A cheap look before a thorough one. */
        boolean hasAny(Set<String> words) {
            String lower = text.toLowerCase(Locale.ROOT);
            return words.stream().anyMatch(word -> !ASCII.matcher(word).matches() || lower.contains(word));
        }
    }

    private record Found(Earlier in, NameMention name) {}

    /**
     * A part of the work.
     *
     * @param searches that are taken a step further
     * @param items in which, the latest first
     * @param known the names that may be said in them, and whether each is a person's
     */
    private record Part(List<Search> searches, List<Earlier> items, Map<String, Boolean> known) {

        long lowest() {
            return items.isEmpty() ? 0 : items.get(items.size() - 1).ordinal();
        }

        long looked(Search search) {
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
            store.hold(handle, List.of(search.scope()));
            List<Earlier> items = earlier(handle, search.scope(), search.type(), search.below(), LINKED);
            Collection<Recalled> there = ItemReader.fetch(
                            handle,
                            search.scope(),
                            items.stream().map(Earlier::item).toList())
                    .values();
            Set<ItemRef> changed = new LinkedHashSet<>(
                    search.type() == ItemType.TURN
                            ? EntityLinker.turns(
                                    handle,
                                    search.scope(),
                                    there.stream().map(RecordedTurn.class::cast).toList())
                            : EntityLinker.memories(
                                    handle,
                                    search.scope(),
                                    there.stream().map(Memory.class::cast).toList()));
            Set<String> linked = MentionTable.keys(
                            handle, there.stream().map(Recalled::id).toList())
                    .keySet();
            items.stream()
                    .map(Earlier::item)
                    .filter(item -> linked.contains(item.id()))
                    .forEach(changed::add);
            ChangeFeed.append(handle, changed);
            Part part = new Part(List.of(search), items, Map.of());
            EntityBackfillTable.advance(handle, search, part.lowest(), items.size(), items.size() < LINKED);
            return changed.size();
        });
    }

    private void names(Scope scope, ItemType type) {
        Part part = store.read(handle -> part(handle, scope, type));
        List<Found> found = found(part);
        store.write(handle -> {
            store.hold(handle, List.of(scope));
            if (!found.isEmpty()) {
                ChangeFeed.append(handle, write(handle, scope, type, found));
            }
            boolean last = part.items().size() < READ;
            part.searches()
                    .forEach(search ->
                            EntityBackfillTable.advance(handle, search, part.lowest(), part.looked(search), last));
            return found.size();
        });
    }

    private static Part part(Handle handle, Scope scope, ItemType type) {
        List<Search> searches = EntityBackfillTable.names(handle, scope, type);
        long below = searches.stream().mapToLong(Search::below).max().orElse(0);
        List<Earlier> items = earlier(handle, scope, type, below, READ);
        long lowest = items.isEmpty() ? 0 : items.get(items.size() - 1).ordinal();
        List<Search> reached =
                searches.stream().filter(search -> search.below() > lowest).toList();
        Set<String> words = new HashSet<>();
        reached.forEach(search -> words.addAll(NameMatcher.words(search.name())));
        return new Part(reached, items, NameTable.beginning(handle, scope, words));
    }

    private static List<Found> found(Part part) {
        Map<String, Search> wanted = new HashMap<>();
        Set<String> firsts = new HashSet<>();
        for (Search search : part.searches()) {
            wanted.put(search.name(), search);
            firsts.add(NameMatcher.words(search.name()).get(0));
        }
        List<Found> found = new ArrayList<>();
        for (Earlier item : part.items()) {
            if (item.hasAny(firsts)) {
                NameMatcher.of(item.text(), item.voice()).find(part.known()).stream()
                        .filter(name -> wanted.containsKey(name.key()))
                        .forEach(name -> found.add(new Found(item, name)));
            }
        }
        return found;
    }

    /** {@return the items that were linked: those that still say it, with the names that are still known} */
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
                some -> handle.createQuery("SELECT id, SUBSTR(text, 1, :longest) AS text FROM "
                                + (type == ItemType.TURN
                                        ? "<p>turn AS turn WHERE id IN (<ids>)"
                                        : "<p>memory AS memory WHERE id IN (<ids>) AND " + MemoryTable.CURRENT))
                        .bind("longest", NameMatcher.LONGEST)
                        .bindList("ids", some)
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
