// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;

/**
 * What a model and its user are told of a tool.
 *
 * @param name the name
 * @param title the name for people
 * @param text when to call it and what it returns, for a model
 * @param effect what it does to the memory
 */
record ToolDescription(String name, String title, String text, Effect effect) {

    /** What a tool does to the memory. */
    enum Effect {
        /** It changes nothing. */
        READS,
        /** It adds something; doing so twice adds it twice. */
        ADDS,
        /** It changes or removes something; doing so twice is the same as once. */
        REPLACES,
        /** It takes something back; doing so twice takes back the taking back. */
        REVERTS
    }

    boolean writes() {
        return effect != Effect.READS;
    }

    /** {@return the hints for the client} No tool reaches anything beyond the memory. */
    ToolAnnotations annotations() {
        return ToolAnnotations.builder()
                .title(title)
                .readOnlyHint(effect == Effect.READS)
                .destructiveHint(effect == Effect.REPLACES || effect == Effect.REVERTS)
                .idempotentHint(effect == Effect.READS || effect == Effect.REPLACES)
                .openWorldHint(false)
                .build();
    }
}
