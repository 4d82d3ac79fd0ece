/**
 * The server's own REST API under {@code /api/v1}: one controller for each resource, records for what is sent and
 * answered. Requests name their scope by {@code userId}, {@code agentId} and {@code runId}; what the key fixes may be
 * left out. Controllers only use the memory of their caller, see {@code TenantMemories#of}.
 */
@NullMarked
package dev.memoir.samples.server.api;

import org.jspecify.annotations.NullMarked;
