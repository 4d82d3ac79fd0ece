// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.regex.Pattern;

/**
 * Recognises questions about what the assistant said earlier ("What did you recommend?"). "What would you recommend?"
 * asks for something new and does not match.
 */
final class AssistantQuestion {

    private static final Pattern QUESTION = Pattern.compile(
            Languages.anyExpression(LanguageTopic.ASSISTANT_QUESTION),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    /**
     * The maximum number of characters that are examined: a question is short, and text pasted after it asks nothing.
     */
    private static final int MAX_LENGTH = 1_000;

    private AssistantQuestion() {}

    /** {@return whether a question asks for something the assistant said} */
    static boolean matches(String text) {
        return QUESTION.matcher(text.substring(0, Math.min(text.length(), MAX_LENGTH)))
                .find();
    }
}
