// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/**
 * Why the index cannot be written or searched at present. Meanwhile turns are stored, and recalled from the ledger
 * alone.
 *
 * @param message what happened and how to fix it, without any stored text
 * @param permanent whether someone has to fix it, such as a wrong schema; otherwise, such as for an unavailable server
 *     or a full disk, the memory retries by itself
 */
public record IndexFailure(String message, boolean permanent) {}
