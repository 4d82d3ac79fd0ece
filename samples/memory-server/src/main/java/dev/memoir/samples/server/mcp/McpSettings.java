// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of MCP: {@code memoir.server.mcp.*}, or {@code MEMOIR_SERVER_MCP_*}.
 *
 * @param sessions the maximum number of open sessions over HTTP
 * @param sessionsPerKey the maximum number of open sessions of one key
 * @param sessionIdle how long a session may be unused before it is closed
 * @param extractionWait how long {@code add_memory} waits for facts to be extracted
 */
@ConfigurationProperties("memoir.server.mcp")
public record McpSettings(
        @DefaultValue("10000") int sessions,
        @DefaultValue("1000") int sessionsPerKey,
        @DefaultValue("1h") Duration sessionIdle,
        @DefaultValue("60s") Duration extractionWait) {

    /** How long {@code add_memory} waits for facts unless it is set otherwise; extraction takes a few seconds. */
    public static final Duration DEFAULT_EXTRACTION_WAIT = Duration.ofSeconds(60);
}
