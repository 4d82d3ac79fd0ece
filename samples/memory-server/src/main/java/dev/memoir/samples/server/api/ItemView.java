package dev.memoir.samples.server.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.StoredTurn;

/** A turn or a memory; {@code type} tells which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TurnView.class, name = "turn"),
    @JsonSubTypes.Type(value = MemoryView.class, name = "memory")
})
sealed interface ItemView permits TurnView, MemoryView {

    static ItemView of(MemoryItem item) {
        return item instanceof StoredTurn turn ? TurnView.of(turn) : MemoryView.of((Memory) item);
    }
}
