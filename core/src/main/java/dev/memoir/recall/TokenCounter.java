package dev.memoir.recall;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts tokens as cl100k does: not every model's tokens, but within some percent of most models'. Thread-safe. */
public final class TokenCounter {

    private TokenCounter() {}

    /** Loads the vocabulary, so that the first count does not wait for it (about 0.2 s). */
    public static void load() {
        Cl100k.ENCODING.countTokensOrdinary("");
    }

    /**
     * {@return how many tokens a text takes}
     *
     * @param text any
     */
    public static int count(String text) {
        return Cl100k.ENCODING.countTokensOrdinary(text);
    }

    private static final class Cl100k {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    }
}
