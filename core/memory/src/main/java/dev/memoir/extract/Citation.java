// SPDX-License-Identifier: Apache-2.0
package dev.memoir.extract;

/**
 * The source of a claim: a turn, and the words of it that support the claim.
 *
 * @param turnId the id of the cited turn
 * @param quote the words of that turn that support the claim
 */
public record Citation(String turnId, String quote) {}
