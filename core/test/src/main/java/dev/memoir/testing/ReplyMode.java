package dev.memoir.testing;

import java.util.Arrays;
import java.util.Locale;

/** What is done where a prompt has no recorded reply: the system property {@value #PROPERTY}. */
enum ReplyMode {
    /** The test fails, and says which recording is stale. */
    REPLAY,
    /** The model is asked, and its reply recorded; recordings that the test does not ask for are deleted. */
    RECORD,
    /** The reply that was recorded for the most similar prompt is kept for this one. */
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
