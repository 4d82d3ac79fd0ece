// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

/**
 * The progress of an index along a ledger's change feed. It is committed together with the applied changes, so after a
 * crash the index may have lost changes, but never claims more than it contains.
 *
 * @param ledgerId the id of the ledger
 * @param embedderId the vector space of its vectors
 * @param sequence the last applied change, 0 for none
 */
public record IndexPosition(String ledgerId, String embedderId, long sequence) {

    /** The position of an index that has not followed any ledger. */
    public static final IndexPosition NONE = new IndexPosition("", "", 0);

    /**
     * {@return a later position}
     *
     * @param sequence the last applied change
     */
    public IndexPosition at(long sequence) {
        return new IndexPosition(ledgerId, embedderId, sequence);
    }
}
