// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.InvalidInputException;
import dev.memoir.ItemType;
import dev.memoir.Scope;
import dev.memoir.entity.NameMatcher;
import dev.memoir.ledger.PortableRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Imports mentions, then names. Which names denote one entity is not imported but decided again, over the names of this
 * ledger and the imported ones together.
 */
final class ImportNames {

    private final ImportTransaction run;

    ImportNames(ImportTransaction run) {
        this.run = run;
    }

    void takeMentions(List<PortableRecord> mentions) {
        Set<String> existing =
                new LinkedHashSet<>(run.existingItems.ids("turn", ImportTransaction.texts(mentions, "itemId")));
        existing.addAll(run.existingItems.ids("memory", ImportTransaction.texts(mentions, "itemId")));
        Set<String> existingVia = run.existingItems.ids("memory", ImportTransaction.texts(mentions, "via"));
        List<String> itemIds = new ArrayList<>(ImportTransaction.texts(mentions, "itemId"));
        itemIds.addAll(ImportTransaction.texts(mentions, "via"));
        Set<String> gone = run.existingItems.forgotten(itemIds);
        List<PortableRecord> complete = new ArrayList<>();
        for (PortableRecord mention : mentions) {
            String via = mention.text("via");
            if (existing.contains(mention.text("itemId")) && (via == null || existingVia.contains(via))) {
                complete.add(mention);
            } else {
                run.leftOut(gone.contains(mention.text("itemId")) || gone.contains(via));
            }
        }
        boolean[] taken = run.insertIfAbsent(PortableTable.MENTION, complete);
        for (int i = 0; i < taken.length; i++) {
            if (taken[i]) {
                PortableRecord mention = complete.get(i);
                run.changed(ItemType.valueOf(String.valueOf(mention.text("itemType"))), mention.text("itemId"));
            }
        }
    }

    void take(List<PortableRecord> names) {
        Map<Scope, List<PortableRecord>> byScope = new LinkedHashMap<>();
        names.forEach(name -> byScope.computeIfAbsent(ImportTransaction.scope(name), scope -> new ArrayList<>())
                .add(name));
        byScope.forEach(this::take);
    }

    private void take(Scope scope, List<PortableRecord> names) {
        Set<String> keys = new LinkedHashSet<>();
        for (PortableRecord name : names) {
            String key = name.text("name");
            if (key == null || NameMatcher.words(key).isEmpty()) {
                throw new InvalidInputException("A name is missing, or has no word.");
            }
            int written = NameTable.insert(
                    run.handle,
                    scope,
                    List.of(key),
                    Boolean.TRUE.equals(name.fields().get("relative")),
                    name.text("sameAs"));
            run.added(name.type(), written);
            run.present(1 - written);
            keys.add(key);
        }
        NameTable.settle(run.handle, scope, keys);
    }

    /** Skips events of names that do not exist here because they were forgotten or their merge was reverted. */
    void takeEvents(List<PortableRecord> events) {
        Map<Scope, Set<String>> known = new LinkedHashMap<>();
        List<PortableRecord> complete = new ArrayList<>();
        List<String> names = new ArrayList<>(ImportTransaction.texts(events, "name"));
        names.addAll(ImportTransaction.texts(events, "sameAs"));
        for (PortableRecord event : run.absent("entity_event", events)) {
            Set<String> existing = known.computeIfAbsent(
                    ImportTransaction.scope(event), scope -> NameTable.known(run.handle, scope, names));
            if (existing.contains(event.text("name")) && existing.contains(event.text("sameAs"))) {
                complete.add(event);
            } else {
                run.incomplete(1);
            }
        }
        run.insert(PortableTable.ENTITY_EVENT, complete);
    }
}
