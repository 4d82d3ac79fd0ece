package dev.memoir;

import java.nio.file.Path;

/** Builds a {@link LongTermMemory}. Not thread-safe. */
public final class LongTermMemoryBuilder {

    LongTermMemoryBuilder() {}

    /**
     * {@return this}
     *
     * @param directory where the ledger and the index are kept
     */
    public LongTermMemoryBuilder directory(Path directory) {
        return this;
    }

    /** {@return the memory, open} */
    @SuppressWarnings("DoNotCallSuggester")
    public LongTermMemory open() {
        throw new StorageException("being written");
    }
}
