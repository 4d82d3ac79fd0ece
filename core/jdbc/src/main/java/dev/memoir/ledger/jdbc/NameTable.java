// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Scope;
import dev.memoir.entity.EntityClusters;
import dev.memoir.entity.EntityClusters.Name;
import dev.memoir.entity.NameMatcher;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The table of names in a scope, and of which names denote one entity. */
final class NameTable {

    /** A name with what keeps it: a mention, or the application. */
    private record Row(Name name, boolean mentioned, boolean saidByPerson) {}

    private static final String MENTIONS = "FROM <p>mention AS mention WHERE "
            + ScopeClause.same("mention", "entity_name") + " AND mention.name_key = entity_name.name_key";

    private static final Upsert NAME = Upsert.builder("entity_name")
            .scope()
            .value("name_key", ":key")
            .value("canonical", ":key")
            .value("first_word", ":first")
            .value("last_word", ":last")
            .value("person", "FALSE")
            .parameters("relative")
            .value("same_as", ":sameAs")
            .key("user_id", "name_key", "agent_id", "run_id")
            .build();

    private NameTable() {}

    /** {@return the names that begin with one of these words: their keys, and whether each is a person's} */
    static Map<String, Boolean> beginning(Handle handle, Scope scope, Collection<String> words) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        Map<String, Boolean> names = new HashMap<>();
        IdChunks.each(
                words,
                chunk -> handle.createQuery("SELECT name_key, person FROM <p>entity_name AS entity_name WHERE "
                                + scoped.sql() + " AND first_word IN (<words>)")
                        .bindMap(scoped.values())
                        .bindList("words", chunk)
                        .map((row, context) -> names.put(row.getString("name_key"), row.getBoolean("person")))
                        .list());
        return names;
    }

    /** {@return the keys that are names of exactly this scope} */
    static Set<String> known(Handle handle, Scope scope, Collection<String> keys) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        Set<String> known = new LinkedHashSet<>();
        IdChunks.each(
                keys,
                chunk -> known.addAll(handle.createQuery("SELECT name_key FROM <p>entity_name AS entity_name WHERE "
                                + scoped.sql() + " AND name_key IN (<keys>)")
                        .bindMap(scoped.values())
                        .bindList("keys", chunk)
                        .mapTo(String.class)
                        .list()));
        return known;
    }

    /** Inserts missing names. */
    static void insert(Handle handle, Scope scope, Collection<String> keys, boolean relative) {
        insert(handle, scope, keys, relative, null);
    }

    /**
     * Inserts missing names; {@link #settle} decides which of them denote one entity.
     *
     * @param sameAs the key of the name that the application merged them with, or null
     * @return the number of inserted names
     */
    static int insert(Handle handle, Scope scope, Collection<String> keys, boolean relative, @Nullable String sameAs) {
        if (keys.isEmpty()) {
            return 0;
        }
        try (PreparedBatch rows = handle.prepareBatch(LedgerSql.upsert(handle, NAME))) {
            for (String key : keys) {
                List<String> words = NameMatcher.words(key);
                rows.bindMap(ScopeClause.columns(scope))
                        .bind("key", key)
                        .bind("first", words.get(0))
                        .bind("last", words.get(words.size() - 1))
                        .bind("relative", relative)
                        .bind("sameAs", sameAs)
                        .add();
            }
            return IntStream.of(rows.execute()).sum();
        }
    }

    /**
     * Decides again which names denote one entity after names have changed, and deletes names that are no longer
     * mentioned. Of the other names, only those that share their first or last word are read.
     *
     * @param keys the keys of the changed names
     * @return the number of deleted names
     */
    static int settle(Handle handle, Scope scope, Collection<String> keys) {
        Set<String> changed = new LinkedHashSet<>(keys);
        changed.addAll(grouped(handle, scope, changed));
        Set<String> words = new LinkedHashSet<>();
        changed.forEach(key -> words.addAll(NameMatcher.words(key)));
        Map<String, Row> rows = around(handle, scope, words);
        var bearers = MentionTable.bearers(handle, scope);
        Set<String> usedRelations = new EntityClusters(List.of(), bearers).relatives();
        Set<String> deleted = new LinkedHashSet<>();
        while (rows.values()
                .removeIf(row -> !isKept(row, rows, usedRelations)
                        && deleted.add(row.name().key()))) {
            // Names that the application merged with a deleted name are deleted too.
        }
        delete(handle, scope, deleted);
        EntityClusters groups = new EntityClusters(
                rows.values().stream().map(row -> effective(row, rows)).toList(), bearers);
        write(handle, scope, rows, recluster(groups, rows, changed));
        return deleted.size();
    }

    private static boolean isKept(Row row, Map<String, Row> rows, Set<String> usedRelations) {
        @Nullable String sameAs = row.name().sameAs();
        return row.mentioned()
                || usedRelations.contains(row.name().key())
                || (sameAs != null && rows.containsKey(sameAs));
    }

    private static Name effective(Row row, Map<String, Row> rows) {
        Name name = row.name();
        @Nullable String sameAs = name.sameAs();
        return new Name(
                name.key(),
                row.saidByPerson(),
                name.relative(),
                sameAs == null || !rows.containsKey(sameAs) ? null : sameAs,
                name.canonical());
    }

    /** Names before relations: what a relation denotes depends on the names. */
    private static Map<String, String> recluster(EntityClusters groups, Map<String, Row> rows, Set<String> changed) {
        Map<String, String> canonicals = new LinkedHashMap<>();
        for (Row row : rows.values()) {
            String key = row.name().key();
            if (!row.name().relative()
                    && (changed.contains(key)
                            || row.name().sameAs() != null
                            || changed.stream().anyMatch(other -> EntityClusters.part(key, other)))) {
                canonicals.put(key, groups.canonical(key, Map.of()));
            }
        }
        for (Row row : rows.values()) {
            if (row.name().relative()) {
                canonicals.put(row.name().key(), groups.canonical(row.name().key(), canonicals));
            }
        }
        return canonicals;
    }

    private static void write(Handle handle, Scope scope, Map<String, Row> rows, Map<String, String> canonicals) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        try (PreparedBatch updates =
                handle.prepareBatch("UPDATE <p>entity_name AS entity_name SET canonical = :canonical, person = :person,"
                        + " same_as = :sameAs WHERE " + scoped.sql() + " AND name_key = :key")) {
            for (Row row : rows.values()) {
                Name before = row.name();
                Name after = effective(row, rows);
                String canonical = canonicals.getOrDefault(before.key(), before.canonical());
                boolean same = canonical.equals(before.canonical())
                        && after.person() == before.person()
                        && Objects.equals(after.sameAs(), before.sameAs());
                if (!same) {
                    updates.bindMap(scoped.values())
                            .bind("canonical", canonical)
                            .bind("person", after.person())
                            .bind("sameAs", after.sameAs())
                            .bind("key", before.key())
                            .add();
                }
            }
            if (updates.size() > 0) {
                updates.execute();
            }
        }
    }

    /** {@return the keys of all names of the entities that these names, deleted ones included, denote} */
    private static Set<String> grouped(Handle handle, Scope scope, Collection<String> keys) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        Set<String> all = new LinkedHashSet<>();
        IdChunks.each(
                keys,
                chunk -> all.addAll(handle.createQuery("SELECT name_key FROM <p>entity_name AS entity_name WHERE "
                                + scoped.sql() + " AND canonical IN (<keys>)")
                        .bindMap(scoped.values())
                        .bindList("keys", chunk)
                        .mapTo(String.class)
                        .list()));
        return all;
    }

    private static Map<String, Row> around(Handle handle, Scope scope, Collection<String> words) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        Map<String, Row> rows = new LinkedHashMap<>();
        String select = "SELECT entity_name.*, EXISTS (SELECT 1 " + MENTIONS + ") AS mentioned, EXISTS (SELECT 1 "
                + MENTIONS + " AND mention.person) AS said_by_person FROM <p>entity_name AS entity_name WHERE "
                + scoped.sql() + " AND ";
        IdChunks.each(words, chunk -> {
            for (String end : List.of("first_word", "last_word")) {
                handle.createQuery(select + end + " IN (<words>)")
                        .bindMap(scoped.values())
                        .bindList("words", chunk)
                        .map((row, context) -> row(row))
                        .forEach(row -> rows.put(row.name().key(), row));
            }
        });
        String same = "SELECT other.same_as FROM <p>entity_name AS other WHERE other.user_id = :user"
                + " AND other.agent_id = :agent AND other.run_id = :run AND other.same_as IS NOT NULL";
        for (String condition : List.of("entity_name.relative", "same_as IS NOT NULL", "name_key IN (" + same + ")")) {
            handle.createQuery(select + condition)
                    .bindMap(scoped.values())
                    .map((row, context) -> row(row))
                    .forEach(row -> rows.put(row.name().key(), row));
        }
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Name(
                        row.getString("name_key"),
                        row.getBoolean("person"),
                        row.getBoolean("relative"),
                        row.getString("same_as"),
                        row.getString("canonical")),
                row.getBoolean("mentioned"),
                row.getBoolean("said_by_person"));
    }

    private static void delete(Handle handle, Scope scope, Collection<String> keys) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        IdChunks.each(
                keys,
                chunk -> handle.createUpdate("DELETE FROM <p>entity_name AS entity_name WHERE " + scoped.sql()
                                + " AND name_key IN (<keys>)")
                        .bindMap(scoped.values())
                        .bindList("keys", chunk)
                        .execute());
        EntityBackfillTable.drop(handle, scope, keys);
    }

    /** Deletes the names of a scope that was forgotten. */
    static long forget(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "entity_name");
        return handle.createUpdate("DELETE FROM <p>entity_name AS entity_name WHERE " + scoped.sql())
                .bindMap(scoped.values())
                .execute();
    }

    /**
     * Records a merge by the application, see {@link dev.memoir.Entities#merge}.
     *
     * @param sameAs the key of the other name, or null to revert the merge
     */
    static void same(Handle handle, Scope scope, String key, @Nullable String sameAs) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        handle.createUpdate("UPDATE <p>entity_name AS entity_name SET same_as = :sameAs WHERE " + scoped.sql()
                        + " AND name_key = :key")
                .bindMap(scoped.values())
                .bind("sameAs", sameAs)
                .bind("key", key)
                .execute();
    }

    /** {@return the key of the canonical name of an entity of exactly this scope, or null if there is none} */
    static @Nullable String canonical(Handle handle, Scope scope, String key) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        return handle.createQuery("SELECT canonical FROM <p>entity_name AS entity_name WHERE " + scoped.sql()
                        + " AND name_key = :key")
                .bindMap(scoped.values())
                .bind("key", key)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    /** {@return the key of the name that the application merged this one with} */
    static Optional<String> sameAs(Handle handle, Scope scope, String key) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        return handle.createQuery("SELECT same_as FROM <p>entity_name AS entity_name WHERE " + scoped.sql()
                        + " AND name_key = :key AND same_as IS NOT NULL")
                .bindMap(scoped.values())
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    /** {@return the key of the merged name: this one, or else the longer name that this is a part of} */
    static Optional<String> merged(Handle handle, Scope scope, String key) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_name");
        List<String> merged = handle.createQuery("SELECT name_key FROM <p>entity_name AS entity_name WHERE "
                        + scoped.sql() + " AND same_as IS NOT NULL")
                .bindMap(scoped.values())
                .mapTo(String.class)
                .list();
        return merged.contains(key)
                ? Optional.of(key)
                : merged.stream()
                        .filter(fuller -> EntityClusters.part(key, fuller))
                        .findFirst();
    }
}
