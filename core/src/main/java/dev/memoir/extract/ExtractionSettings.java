package dev.memoir.extract;

import dev.memoir.InvalidInputException;
import dev.memoir.Origin;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What facts are to be drawn, and from whose words.
 *
 * @param customInstructions what the application asks of every extraction, or null
 * @param includes the topics of which alone facts are kept, such as "allergies"; empty for whatever is worth it. The
 *     extractor labels each fact with its topic, and one with another label, or none, is turned away
 * @param excludes the topics of which no facts are kept, such as "health". A fact is turned away that the extractor labels
 *     so, or that says the topic's very words; so is a sentence of a summary that says them. What a model labels otherwise
 *     and tells in other words is not recognised: no second model is asked. A topic that is kept and left out is left out
 * @param believed the origins whose words prove a fact, change it or take it back. The words of others help to understand
 *     these, and no more: what a document, a tool or the assistant says is not yet so, and orders nothing
 * @param redactor takes out of turns and memories, before they are stored and whether or not facts are drawn, what neither
 *     a language model nor the ledger may hold; by default secrets
 */
public record ExtractionSettings(
        @Nullable String customInstructions,
        List<String> includes,
        List<String> excludes,
        Set<Origin> believed,
        Redactor redactor) {

    /** The most characters of the application's instructions, inclusions and exclusions together. */
    public static final int MAX_INSTRUCTIONS = 20_000;

    /**
     * Copies the lists.
     *
     * @throws InvalidInputException if nobody is believed, or the instructions are too long
     */
    public ExtractionSettings {
        customInstructions =
                customInstructions == null || customInstructions.isBlank() ? null : customInstructions.strip();
        includes = notBlank(includes);
        excludes = notBlank(excludes);
        believed = Set.copyOf(believed);
        if (believed.isEmpty()) {
            throw new InvalidInputException(
                    "No origin is believed, so no fact could ever be drawn. Name at least one, such as Origin.USER.");
        }
        int length =
                (customInstructions == null ? 0 : customInstructions.length()) + length(includes) + length(excludes);
        if (length > MAX_INSTRUCTIONS) {
            throw new InvalidInputException("The instructions of an extraction have " + length + " characters; at most "
                    + MAX_INSTRUCTIONS + " are taken, for they are sent with every batch. Shorten them.");
        }
    }

    /** {@return the settings of a builder that was told nothing} */
    public static ExtractionSettings standard() {
        return builder().build();
    }

    /** {@return a builder: whatever is worth keeping of the user's own words, without secrets} */
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
        private Set<Origin> believed = Set.of(Origin.USER);
        private Redactor redactor = Redactor.secrets();

        private Builder() {}

        /**
         * {@return this}
         *
         * @param customInstructions what the application asks of every extraction, or null
         */
        public Builder customInstructions(@Nullable String customInstructions) {
            this.customInstructions = customInstructions;
            return this;
        }

        /**
         * {@return this}
         *
         * @param includes the topics of which alone facts are kept
         */
        public Builder includes(String... includes) {
            return includes(List.of(includes));
        }

        /**
         * {@return this}
         *
         * @param includes the topics of which alone facts are kept
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
         * @param believed the origins whose words prove a fact
         */
        public Builder believed(Collection<Origin> believed) {
            this.believed = Set.copyOf(believed);
            return this;
        }

        /**
         * {@return this}
         *
         * @param redactor takes out of turns and memories, before they are stored, what neither a language model nor the
         *     ledger may hold
         */
        public Builder redactor(Redactor redactor) {
            this.redactor = redactor;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws InvalidInputException if nobody is believed, or the instructions are too long
         */
        public ExtractionSettings build() {
            return new ExtractionSettings(customInstructions, includes, excludes, believed, redactor);
        }
    }
}
