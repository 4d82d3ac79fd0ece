// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import dev.memoir.ledger.PortableRecord;
import dev.memoir.maintenance.ImportResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Imports the records of another ledger in one transaction; existing items are kept as they are. */
final class LedgerImport {

    private final ImportTransaction run;

    LedgerImport(Handle handle, IdGenerator ids) {
        run = new ImportTransaction(handle, ids);
    }

    /** {@return the validated scopes of records} */
    static Set<Scope> scopes(Collection<PortableRecord> records) {
        Set<Scope> scopes = new LinkedHashSet<>();
        records.forEach(record -> scopes.add(ImportTransaction.scope(record)));
        return scopes;
    }

    ImportResult take(List<PortableRecord> records) {
        Map<String, List<PortableRecord>> byType = new LinkedHashMap<>();
        records.forEach(record ->
                byType.computeIfAbsent(record.type(), type -> new ArrayList<>()).add(record));
        byType.forEach(this::take);
        return run.end();
    }

    private void take(String type, List<PortableRecord> records) {
        PortableTable table = PortableTable.of(type)
                .orElseThrow(() -> new InvalidInputException("A record has the type " + type
                        + ", which this version does not know. It was probably exported by a later version."));
        switch (table) {
            case REQUEST -> run.insert(table, run.absent("request", records));
            case TURN -> new ImportTurns(run).take(records);
            case MEMORY -> new ImportMemories(run).take(records);
            case EVENT -> new ImportMemories(run).takeSteps(records);
            case MENTION -> new ImportNames(run).takeMentions(records);
            case ENTITY_NAME -> new ImportNames(run).take(records);
            case ENTITY_EVENT -> new ImportNames(run).takeEvents(records);
            case SUMMARY -> new ImportSummaries(run).take(records);
            case SPENDING -> run.insertIfAbsent(table, records);
        }
    }
}
