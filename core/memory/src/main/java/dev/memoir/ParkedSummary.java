// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;

/**
 * A conversation for which the next summary could not be made. Its turns are searchable, and its last summary remains
 * current; it is tried again when the conversation continues, or with {@link Learning#retryParked}.
 *
 * @param scope the scope of its turns
 * @param conversation the name of the conversation
 * @param reason the last failure
 * @param parkedAt the time since which it is not tried
 */
public record ParkedSummary(Scope scope, String conversation, String reason, Instant parkedAt) {}
