package dev.memoir.index;

/**
 * How far an index has followed a ledger. It is committed together with what was applied, so after a crash the index is
 * behind, never ahead of what it claims.
 *
 * @param ledgerId which ledger
 * @param embedderId which vector space its vectors are of
 * @param sequence the last change applied, 0 for none
 */
public record IndexPosition(String ledgerId, String embedderId, long sequence) {

    /** The position of an index that has never followed anything. */
    public static final IndexPosition NONE = new IndexPosition("", "", 0);

    /**
     * {@return this, further on}
     *
     * @param sequence the last change applied
     */
    public IndexPosition at(long sequence) {
        return new IndexPosition(ledgerId, embedderId, sequence);
    }
}
