// SPDX-License-Identifier: Apache-2.0
package dev.memoir.extract;

import dev.memoir.InvalidInputException;
import dev.memoir.Origin;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings for which facts are extracted, and from which origins.
 *
 * @param customInstructions the application's instructions for every extraction, or null
 *
 * @param includes the only topics of which facts are kept, such as "allergies"; empty for everything worth remembering.
 *     The extractor labels each fact with its topic; facts with another label, or none, are rejected
 * @param excludes the topics of which no facts are kept, such as "health". A fact is rejected if the extractor labels
 *     it so or if it contains the words of the topic; so is a sentence of a summary that contains them. A fact with
 *     another label and in other words is not recognised, because no second model is called. Exclusion takes precedence
 *     over inclusion
 * @param trustedOrigins the origins whose words can establish, change or retract a fact. Other words are context
 *     only: text from documents, tools or the assistant is never evidence for a fact and never deletes one
 * @param redactor removes from turns and memories what neither a language model nor the ledger may see, by default
 *     secrets. It runs before they are stored, whether or not facts are extracted
 */
public record ExtractionSettings(
        @Nullable String customInstructions,
        List<String> includes,
        List<String> excludes,
        Set<Origin> trustedOrigins,
        Redactor redactor) {

    /** The maximum number of characters of instructions, inclusions and exclusions together. */
    public static final int MAX_INSTRUCTIONS = 20_000;

    /**
     * Copies the lists.
     *
     * @throws InvalidInputException if no origin is trusted, or the instructions are too long
     */
    public ExtractionSettings {
        customInstructions =
                customInstructions == null || customInstructions.isBlank() ? null : customInstructions.strip();
        includes = notBlank(includes);
        excludes = notBlank(excludes);
        trustedOrigins = Set.copyOf(trustedOrigins);
        if (trustedOrigins.isEmpty()) {
            throw new InvalidInputException(
                    "No origin is trusted, so no fact could be extracted. Name at least one, such as Origin.USER.");
        }
        int length =
                (customInstructions == null ? 0 : customInstructions.length()) + length(includes) + length(excludes);
        if (length > MAX_INSTRUCTIONS) {
            throw new InvalidInputException("The extraction instructions have " + length + " characters, but at most "
                    + MAX_INSTRUCTIONS + " are allowed, because they are sent with every batch. Shorten them.");
        }
    }

    /** {@return the default settings} */
    public static ExtractionSettings defaults() {
        return builder().build();
    }

    /** {@return a builder with the defaults: everything worth remembering of the user's own words, without secrets} */
    public static Builder builder() {
        return new Builder();
    }

    private static List<String> notBlank(List<String> texts) {
        return texts.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    private static int length(List<String> texts) {
        return texts.stream().mapToInt(String::length).sum();
    }

    /** Builds {@link ExtractionSettings}. Not thread-safe. */
    public static final class Builder {

        private @Nullable String customInstructions;
        private List<String> includes = List.of();
        private List<String> excludes = List.of();
        private Set<Origin> trustedOrigins = Set.of(Origin.USER);
        private Redactor redactor = Redactor.secrets();

        private Builder() {}

        /**
         * {@return this}
         *
         * @param customInstructions the application's instructions for every extraction, or null
         */
        public Builder customInstructions(@Nullable String customInstructions) {
            this.customInstructions = customInstructions;
            return this;
        }

        /**
         * {@return this}
         *
         * @param includes the only topics of which facts are kept
         */
        public Builder includes(String... includes) {
            return includes(List.of(includes));
        }

        /**
         * {@return this}
         *
         * @param includes the only topics of which facts are kept
         */
        public Builder includes(Collection<String> includes) {
            this.includes = List.copyOf(includes);
            return this;
        }

        /**
         * {@return this}
         *
         * @param excludes the topics of which no facts are kept
         */
        public Builder excludes(String... excludes) {
            return excludes(List.of(excludes));
        }

        /**
         * {@return this}
         *
         * @param excludes the topics of which no facts are kept
         */
        public Builder excludes(Collection<String> excludes) {
            this.excludes = List.copyOf(excludes);
            return this;
        }

        /**
         * {@return this}
         *
         * @param trustedOrigins the trusted origins, whose words can establish a fact
         */
        public Builder trustedOrigins(Collection<Origin> trustedOrigins) {
            this.trustedOrigins = Set.copyOf(trustedOrigins);
            return this;
        }

        /**
         * {@return this}
         *
         * @param redactor removes from turns and memories, before they are stored, what neither a language model nor
         *     the ledger may see
         */
        public Builder redactor(Redactor redactor) {
            this.redactor = redactor;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws InvalidInputException if no origin is trusted, or the instructions are too long
         */
        public ExtractionSettings build() {
            return new ExtractionSettings(customInstructions, includes, excludes, trustedOrigins, redactor);
        }
    }
}
