// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.AddRequest;
import dev.memoir.IdGenerator;
import dev.memoir.InvalidInputException;
import dev.memoir.Memory;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.internal.extract.ProcedureWriter;
import dev.memoir.internal.learning.DerivedMemoryWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Records how tasks were done: first the turns, then the procedure that a model makes of them. Thread-safe. */
final class ProcedureRecorder {

    private final IndexHolder holder;
    private final ProcedureWriter writer;
    private final DerivedMemoryWriter memoryWriter;
    private final InstantSource clock;
    private final IdGenerator ids;

    ProcedureRecorder(
            IndexHolder holder,
            ProcedureWriter writer,
            DerivedMemoryWriter memoryWriter,
            InstantSource clock,
            IdGenerator ids) {
        this.holder = holder;
        this.writer = writer;
        this.memoryWriter = memoryWriter;
        this.clock = clock;
        this.ids = ids;
    }

    Memory add(Scope scope, List<Turn> turns) {
        if (scope.agentId() == null) {
            throw new InvalidInputException(
                    "A procedure belongs to an agent, and the scope names none. Use Scope.agent or withAgent.");
        }
        AddRequest request = AddRequest.builder(scope)
                .turns(turns)
                .conversation("procedure " + ids.next())
                .build();
        List<StoredTurn> recorded = holder.write(runtime -> runtime.writing().add(request)).turns().stream()
                .map(turn -> turn.withDefaultZone(memoryWriter.zone()))
                .toList();
        return memoryWriter
                .record(
                        recorded,
                        writer.write(recorded),
                        writer.id(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .orElseThrow(() -> new MemoryNotFoundException(
                        "The turns of the procedure were forgotten while it was written. Nothing of it is kept."));
    }
}
