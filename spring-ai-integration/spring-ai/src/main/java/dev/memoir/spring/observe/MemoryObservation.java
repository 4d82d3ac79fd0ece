// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of a memory. No key contains any text of a conversation, nor identifies a user. */
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

    /** Keys of metrics and traces. */
    public enum Tag implements KeyName {

        /** The outcome; {@code none} while the operation runs. */
        OUTCOME("memoir.outcome"),

        /** The kind of embedder of the memory. */
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

    /** Keys of traces only. */
    public enum Count implements KeyName {

        /** The number of turns and memories that a search found. */
        HITS("memoir.hits"),

        /** The number of tokens rendered for a prompt. */
        CONTEXT_TOKENS("memoir.context.tokens"),

        /** The number of turns or texts to store. */
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
