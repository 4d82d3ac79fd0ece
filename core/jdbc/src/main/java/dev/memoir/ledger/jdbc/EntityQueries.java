// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Entity;
import dev.memoir.ItemType;
import dev.memoir.MemoryItem;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.entity.NameMatcher;
import dev.memoir.entity.NameMention;
import dev.memoir.entity.PronounReferents;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.QueryNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Queries entities: the names that denote each, and the items that mention it. */
final class EntityQueries {

    private static final String WITH_MENTIONS = " LEFT JOIN <p>mention AS mention ON "
            + ScopeClause.same("mention", "entity_name") + " AND mention.name_key = entity_name.name_key";

    /** Identifies an entity by its canonical name. */
    private record Key(Scope scope, String canonical) {}

    private record Spelling(String key, @Nullable String said) {}

    private record Mentioned(ItemRef item, long at) {}

    private EntityQueries() {}

    static Page<Entity> list(Handle handle, Scope scope, int limit, @Nullable String after) {
        ScopeClause scoped = ScopeClause.reads(scope, "entity_name");
        List<String> last = PageToken.read("entity", after, 3, List.of("", "", ""));
        List<Key> keys = handle.createQuery("SELECT * FROM <p>entity_name AS entity_name WHERE " + scoped.sql()
                        + " AND name_key = canonical AND (name_key, agent_id, run_id)"
                        + " > (:lastKey, :lastAgent, :lastRun) ORDER BY name_key, agent_id, run_id LIMIT :limit")
                .bindMap(scoped.values())
                .bind("lastKey", last.get(0))
                .bind("lastAgent", last.get(1))
                .bind("lastRun", last.get(2))
                .bind("limit", limit + 1)
                .map((row, context) -> key(row))
                .list();
        List<Key> page = keys.subList(0, Math.min(limit, keys.size()));
        return new Page<>(entities(handle, page), keys.size() > limit ? token(page.get(limit - 1)) : null);
    }

    private static String token(Key key) {
        Map<String, String> columns = ScopeClause.columns(key.scope());
        return PageToken.write("entity", List.of(key.canonical(), columns.get("agent"), columns.get("run")));
    }

    static List<Entity> find(Handle handle, Scope scope, String name) {
        return NameMention.of(name, PronounReferents.OF_USER)
                .map(mention -> entities(handle, denoted(handle, scope, mention.key())))
                .orElse(List.of());
    }

    private static List<Key> denoted(Handle handle, Scope scope, String key) {
        ScopeClause scoped = ScopeClause.reads(scope, "entity_name");
        return handle.createQuery("SELECT * FROM <p>entity_name AS entity_name WHERE " + scoped.sql()
                        + " AND name_key = :key ORDER BY agent_id, run_id")
                .bindMap(scoped.values())
                .bind("key", key)
                .map((row, context) -> key(row))
                .list();
    }

    static List<Entity> mentionedIn(Handle handle, Scope scope, String itemId) {
        ScopeClause scoped = ScopeClause.reads(scope, "mention");
        return entities(
                handle,
                handle.createQuery("SELECT DISTINCT entity_name.user_id, entity_name.agent_id, entity_name.run_id,"
                                + " entity_name.canonical FROM <p>mention AS mention"
                                + " JOIN <p>entity_name AS entity_name ON "
                                + ScopeClause.same("entity_name", "mention")
                                + " AND entity_name.name_key = mention.name_key WHERE " + scoped.sql()
                                + " AND mention.item_id = :item ORDER BY entity_name.canonical")
                        .bindMap(scoped.values())
                        .bind("item", itemId)
                        .map((row, context) -> key(row))
                        .list());
    }

    static Page<MemoryItem> mentions(Handle handle, Scope scope, String name, int limit, @Nullable String after) {
        Optional<NameMention> mention = NameMention.of(name, PronounReferents.OF_USER);
        List<String> last = PageToken.read("mention", after, 2, List.of(String.valueOf(Long.MAX_VALUE), ""));
        if (mention.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        ScopeClause scoped = ScopeClause.reads(scope, "asked");
        List<Mentioned> found = handle.createQuery("SELECT DISTINCT mention.item_type, mention.item_id, mention.at"
                        + " FROM <p>entity_name AS asked"
                        + " JOIN <p>entity_name AS entity_name ON " + ScopeClause.same("entity_name", "asked")
                        + " AND entity_name.canonical = asked.canonical"
                        + " JOIN <p>mention AS mention ON " + ScopeClause.same("mention", "entity_name")
                        + " AND mention.name_key = entity_name.name_key"
                        + " WHERE " + scoped.sql() + " AND asked.name_key = :key AND (mention.at < :at"
                        + " OR (mention.at = :at AND mention.item_id < :item))"
                        + " ORDER BY mention.at DESC, mention.item_id DESC LIMIT :limit")
                .bindMap(scoped.values())
                .bind("key", mention.get().key())
                .bind("at", PageToken.number("mention", last.get(0)))
                .bind("item", last.get(1))
                .bind("limit", limit + 1)
                .map((row, context) -> new Mentioned(
                        new ItemRef(ItemType.valueOf(row.getString("item_type")), row.getString("item_id")),
                        row.getLong("at")))
                .list();
        List<Mentioned> page = found.subList(0, Math.min(limit, found.size()));
        Map<ItemRef, MemoryItem> items = ItemReader.fetch(
                handle, scope, page.stream().map(Mentioned::item).toList());
        Mentioned end = page.isEmpty() ? null : page.get(page.size() - 1);
        return new Page<>(
                List.copyOf(items.values()),
                found.size() > limit && end != null
                        ? PageToken.write(
                                "mention",
                                List.of(String.valueOf(end.at()), end.item().id()))
                        : null);
    }

    /**
     * A single statement: the names that the question may contain, each with all names of its entity, and the speakers.
     */
    static QueryNames named(Handle handle, Scope scope, NameMatcher question) {
        ScopeClause scoped = ScopeClause.reads(scope, "entity_name");
        String sql = "WITH RECURSIVE " + TurnTable.speaking(ScopeClause.reads(scope, "turn"))
                + " SELECT entity_name.name_key, entity_name.person, other.name_key AS other"
                + " FROM <p>entity_name AS entity_name JOIN <p>entity_name AS other ON "
                + ScopeClause.same("other", "entity_name")
                + " AND other.canonical = entity_name.canonical WHERE " + scoped.sql()
                + " AND entity_name.first_word IN (<words>)"
                + " UNION ALL SELECT name, NULL, NULL FROM speaking WHERE name IS NOT NULL";
        Set<String> speakers = new HashSet<>();
        Map<String, Boolean> known = new HashMap<>();
        Map<String, Set<String>> denoted = new HashMap<>();
        IdChunks.each(
                question.words(),
                words -> handle.createQuery(sql)
                        .bindMap(scoped.values())
                        .bindList("words", words)
                        .map((row, context) -> {
                            String name = row.getString("name_key");
                            String other = row.getString("other");
                            if (other == null) {
                                return speakers.add(name);
                            }
                            known.merge(name, row.getBoolean("person"), Boolean::logicalOr);
                            return denoted.computeIfAbsent(name, unknown -> new HashSet<>())
                                    .add(other);
                        })
                        .list());
        Set<String> keys = new HashSet<>();
        if (!known.isEmpty()) {
            question.find(known).forEach(name -> keys.addAll(denoted.getOrDefault(name.key(), Set.of())));
        }
        return new QueryNames(keys, speakers);
    }

    /** Two statements per scope, regardless of the number of entities. */
    private static List<Entity> entities(Handle handle, List<Key> keys) {
        Map<Scope, List<String>> byScope = new LinkedHashMap<>();
        keys.forEach(key ->
                byScope.computeIfAbsent(key.scope(), scope -> new ArrayList<>()).add(key.canonical()));
        Map<Key, Entity> entities = new HashMap<>();
        byScope.forEach((scope, all) -> IdChunks.each(all, chunk -> {
            Map<String, List<Spelling>> names = names(handle, scope, chunk);
            withCounts(handle, scope, chunk, names).forEach(entity -> entities.put(entity.getKey(), entity.getValue()));
        }));
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(entities.get(key)).stream())
                .toList();
    }

    private static List<Map.Entry<Key, Entity>> withCounts(
            Handle handle, Scope scope, List<String> canonical, Map<String, List<Spelling>> names) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        return handle.createQuery(
                        "SELECT entity_name.canonical, MIN(mention.at) AS earliest, MAX(mention.at) AS latest,"
                                + " COUNT(DISTINCT CASE WHEN mention.item_type = 'TURN' THEN mention.item_id END)"
                                + " AS turns,"
                                + " COUNT(DISTINCT CASE WHEN mention.item_type = 'MEMORY' THEN mention.item_id END)"
                                + " AS memories"
                                + " FROM <p>entity_name AS entity_name" + WITH_MENTIONS + " WHERE " + scoped.sql()
                                + " AND entity_name.canonical IN (<names>) GROUP BY entity_name.canonical")
                .bindMap(scoped.values())
                .bindList("names", canonical)
                .map((row, context) -> {
                    String key = row.getString("canonical");
                    return Map.entry(new Key(scope, key), entity(scope, key, row, names.getOrDefault(key, List.of())));
                })
                .list();
    }

    private static Entity entity(Scope scope, String canonical, ResultSet row, List<Spelling> names)
            throws SQLException {
        Map<String, String> spellings = new LinkedHashMap<>();
        for (Spelling name : names) {
            spellings.putIfAbsent(name.key(), name.said() == null ? name.key() : name.said());
        }
        String name = spellings.getOrDefault(canonical, canonical);
        spellings.remove(canonical);
        @Nullable Instant first = ColumnValues.instantOrNull(row, "earliest");
        @Nullable Instant last = ColumnValues.instantOrNull(row, "latest");
        return new Entity(
                scope,
                name,
                spellings.values().stream().sorted().toList(),
                row.getLong("turns"),
                row.getLong("memories"),
                first,
                last);
    }

    /** The spellings of each name of the given entities, earliest first. */
    private static Map<String, List<Spelling>> names(Handle handle, Scope scope, List<String> canonical) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        Map<String, List<Spelling>> names = new HashMap<>();
        handle.createQuery(
                        "SELECT entity_name.canonical, entity_name.name_key, mention.said, MIN(mention.at) AS earliest,"
                                + " MIN(mention.item_id) AS earliest_item"
                                + " FROM <p>entity_name AS entity_name" + WITH_MENTIONS + " WHERE " + scoped.sql()
                                + " AND entity_name.canonical IN (<names>)"
                                + " GROUP BY entity_name.canonical, entity_name.name_key, mention.said"
                                + " ORDER BY earliest, earliest_item")
                .bindMap(scoped.values())
                .bindList("names", canonical)
                .map((row, context) -> names.computeIfAbsent(row.getString("canonical"), key -> new ArrayList<>())
                        .add(new Spelling(row.getString("name_key"), row.getString("said"))))
                .list();
        return names;
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(ColumnValues.scope(row), row.getString("canonical"));
    }
}
