// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import java.util.Arrays;
import java.util.Locale;

/** The handling of prompts without a recorded reply, chosen by the system property {@value #PROPERTY}. */
enum ReplyMode {
    /** Fails the test and reports which recording is stale. */
    REPLAY,
    /** Calls the model and records its reply; deletes recordings that the test does not use. */
    RECORD,
    /** Reuses the reply recorded for the most similar prompt. */
    ACCEPT;

    /** {@code replay} (the default), {@code record} or {@code accept}. */
    static final String PROPERTY = "memoir.replies";

    static ReplyMode chosen() {
        String chosen = System.getProperty(PROPERTY, "replay");
        return Arrays.stream(values())
                .filter(mode -> mode.name().equalsIgnoreCase(chosen.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The system property " + PROPERTY + " is '" + chosen
                        + "'. Choose " + Arrays.toString(values()).toLowerCase(Locale.ROOT) + "."));
    }
}
