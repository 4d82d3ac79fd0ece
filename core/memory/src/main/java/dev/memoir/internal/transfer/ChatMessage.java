// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.Role;
import dev.memoir.maintenance.Mem0Export;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of an exported conversation that becomes a turn.
 *
 * @param id its id in the export
 * @param role USER or ASSISTANT
 * @param text its text
 * @param at when it was said; null if the export does not specify it
 */
record ChatMessage(
        String id, Role role, String text, @Nullable Instant at) {

    /** {@return a time of an export, in ISO 8601 or in seconds since 1970; null if it is not valid} */
    static @Nullable Instant time(JsonNode value) {
        return value.isNumber()
                ? Mem0Export.time(value.decimalValue().toPlainString())
                : Mem0Export.time(value.asText(""));
    }
}
