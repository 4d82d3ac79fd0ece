package dev.memoir.ledger.jdbc;

import dev.memoir.InvalidInputException;
import dev.memoir.ItemType;
import dev.memoir.Scope;
import dev.memoir.ledger.PortableRecord;
import dev.memoir.resolve.NameMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes who says which name, then the names. Which names denote one entity is not taken but decided again, for those of this
 * ledger and those that come together.
 */
final class ImportNames {

    private final ImportTransaction run;

    ImportNames(ImportTransaction run) {
        this.run = run;
    }

    void takeMentions(List<PortableRecord> mentions) {
        Set<String> here = new LinkedHashSet<>(run.presence.ids("turn", ImportTransaction.texts(mentions, "itemId")));
        here.addAll(run.presence.ids("memory", ImportTransaction.texts(mentions, "itemId")));
        Set<String> through = run.presence.ids("memory", ImportTransaction.texts(mentions, "via"));
        List<String> told = new ArrayList<>(ImportTransaction.texts(mentions, "itemId"));
        told.addAll(ImportTransaction.texts(mentions, "via"));
        Set<String> gone = run.presence.forgotten(told);
        List<PortableRecord> complete = new ArrayList<>();
        for (PortableRecord mention : mentions) {
            String via = mention.text("via");
            if (here.contains(mention.text("itemId")) && (via == null || through.contains(via))) {
                complete.add(mention);
            } else {
                run.leftOut(gone.contains(mention.text("itemId")) || gone.contains(via));
            }
        }
        boolean[] taken = run.offer(PortableTable.MENTION, complete);
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

    /** What was said of a name that nobody says here, because that was forgotten or a merge taken back, is left out. */
    void takeEvents(List<PortableRecord> events) {
        Map<Scope, Set<String>> known = new LinkedHashMap<>();
        List<PortableRecord> complete = new ArrayList<>();
        List<String> names = new ArrayList<>(ImportTransaction.texts(events, "name"));
        names.addAll(ImportTransaction.texts(events, "sameAs"));
        for (PortableRecord event : run.absent("entity_event", events)) {
            Set<String> here = known.computeIfAbsent(
                    ImportTransaction.scope(event), scope -> NameTable.known(run.handle, scope, names));
            if (here.contains(event.text("name")) && here.contains(event.text("sameAs"))) {
                complete.add(event);
            } else {
                run.incomplete(1);
            }
        }
        run.insert(PortableTable.ENTITY_EVENT, complete);
    }
}
