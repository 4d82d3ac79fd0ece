// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.StoredTurn;
import io.swagger.v3.oas.annotations.media.DiscriminatorMapping;
import io.swagger.v3.oas.annotations.media.Schema;

/** A turn or a memory; {@code type} tells which. */
@Schema(
        oneOf = {TurnView.class, MemoryView.class},
        discriminatorProperty = "type",
        discriminatorMapping = {
            @DiscriminatorMapping(value = TurnView.TYPE, schema = TurnView.class),
            @DiscriminatorMapping(value = MemoryView.TYPE, schema = MemoryView.class)
        })
sealed interface ItemView permits TurnView, MemoryView {

    static ItemView of(MemoryItem item) {
        return item instanceof StoredTurn turn ? TurnView.of(turn) : MemoryView.of((Memory) item);
    }
}
