// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

/**
 * A record of another system's export that was left out, or imported without a part of it.
 *
 * @param record the record's id in the export, or its position if it has none
 * @param reason what was lost and why, without any text of the record
 */
public record ImportLoss(String record, String reason) {}
