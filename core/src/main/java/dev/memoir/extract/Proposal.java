package dev.memoir.extract;

import java.util.List;

/** What an extractor proposes to do. It is checked, and resolved against what is known, before anything is stored. */
public sealed interface Proposal {

    /** {@return the turns that it comes from, at least one} */
    List<Citation> sources();

    /** A proposal that makes a claim. */
    sealed interface Claiming extends Proposal permits Add, Update {

        /** {@return what is so} */
        Claim claim();
    }

    /**
     * Something new is known.
     *
     * @param claim what
     * @param sources from which turns
     */
    record Add(Claim claim, List<Citation> sources) implements Claiming {
        /** Copies the sources. */
        public Add {
            sources = List.copyOf(sources);
        }
    }

    /**
     * Something known has changed, or was wrong.
     *
     * @param memoryId what was known
     * @param claim what is so instead
     * @param correction true if it was never so; false if it was so until the claim began to hold
     * @param sources from which turns
     */
    record Update(String memoryId, Claim claim, boolean correction, List<Citation> sources) implements Claiming {
        /** Copies the sources. */
        public Update {
            sources = List.copyOf(sources);
        }
    }

    /**
     * Something known is denied or taken back, and nothing takes its place.
     *
     * @param memoryId what was known
     * @param sources from which turns
     */
    record Delete(String memoryId, List<Citation> sources) implements Proposal {
        /** Copies the sources. */
        public Delete {
            sources = List.copyOf(sources);
        }
    }
}
