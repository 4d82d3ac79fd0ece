// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;

/**
 * A turn that no facts could be extracted from. It is searchable like any other.
 *
 * @param turn the turn
 * @param reason the last failure
 * @param parkedAt the time since which it is not tried
 */
public record ParkedTurn(StoredTurn turn, String reason, Instant parkedAt) {}
