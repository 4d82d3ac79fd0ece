package dev.memoir;

/**
 * Why the index cannot be written or searched now. Meanwhile turns are stored, and recalled by the ledger alone.
 *
 * @param message what happened and how to fix it, without any stored text
 * @param permanent whether it stays so until somebody fixes it, such as a wrong schema; otherwise, such as for a server that
 *     is away or a full disk, the memory tries again by itself
 */
public record IndexFailure(String message, boolean permanent) {}
