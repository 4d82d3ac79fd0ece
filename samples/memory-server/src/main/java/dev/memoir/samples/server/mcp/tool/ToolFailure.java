// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import dev.memoir.IdempotencyConflictException;
import dev.memoir.InvalidInputException;
import dev.memoir.LearningUnavailableException;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.UndoConflictException;
import dev.memoir.samples.server.error.ForbiddenException;
import dev.memoir.samples.server.error.LoggedFailure;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes the failure of a call in a sentence for a model, which can only correct what it understands. */
final class ToolFailure {

    private static final Logger LOG = LoggerFactory.getLogger(ToolFailure.class);

    private ToolFailure() {}

    static String sentence(String tool, Exception failure) {
        if (failure instanceof MemoryNotFoundException) {
            return "There is nothing with this id. Take an id from search_memories, get_memories or"
                    + " get_memory_history.";
        }
        if (failure instanceof InvalidInputException
                || failure instanceof ForbiddenException
                || failure instanceof UndoConflictException
                || failure instanceof IdempotencyConflictException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof LearningUnavailableException) {
            return "This server has no language model to extract facts with.";
        }
        String id = UUID.randomUUID().toString();
        // Messages of exceptions may quote what was sent or stored: only their classes and places are logged.
        LOG.error("The tool {} failed, {}: {}", tool, id, LoggedFailure.of(failure));
        return "The memory is not available now. Continue without it. The log of the server says more at " + id + ".";
    }
}
