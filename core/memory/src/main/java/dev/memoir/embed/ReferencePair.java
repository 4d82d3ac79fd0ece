// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A question and its answer, unrelated to any conversation.
 *
 * @param question a question in a user's words
 * @param answer a statement that answers it, in the form of a stored text
 */
record ReferencePair(String question, String answer) {

    private static final String RESOURCE = "reference-pairs.tsv";

    /** {@return all pairs, each on a different subject} */
    static List<ReferencePair> all() {
        try (InputStream in = Objects.requireNonNull(ReferencePair.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().map(ReferencePair::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The reference pairs in Memoir's own JAR cannot be read.", e);
        }
    }

    private static ReferencePair parse(String line) {
        int tab = line.indexOf('\t');
        return new ReferencePair(line.substring(0, tab), line.substring(tab + 1));
    }
}
