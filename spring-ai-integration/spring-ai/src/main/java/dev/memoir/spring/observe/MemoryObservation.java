package dev.memoir.spring.observe;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** What is observed of a memory. No key's value comes from what was said, nor tells of whom. */
public enum MemoryObservation implements ObservationDocumentation {

    /** A search. */
    RECALL {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultRecallConvention.class;
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return new KeyName[] {Count.HITS, Count.CONTEXT_TOKENS};
        }
    },

    /** An attempt to store turns or memories. */
    CAPTURE {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultCaptureConvention.class;
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return new KeyName[] {Count.TURNS};
        }
    };

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return Tag.values();
    }

    @Override
    public String getPrefix() {
        return "memoir";
    }

    /** On metrics and traces. */
    public enum Tag implements KeyName {

        /** How it ended; {@code none} while it runs. */
        OUTCOME("memoir.outcome"),

        /** What kind of embedder the memory has. */
        EMBEDDER("memoir.embedder");

        private final String key;

        Tag(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** On traces only. */
    public enum Count implements KeyName {

        /** How many turns and memories a search found. */
        HITS("memoir.hits"),

        /** How many tokens of them were rendered for a prompt. */
        CONTEXT_TOKENS("memoir.context.tokens"),

        /** How many turns or texts were to be stored. */
        TURNS("memoir.turns");

        private final String key;

        Count(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
