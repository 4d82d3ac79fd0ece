// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

/** What came of a model call about a {@link PromptPart}. */
sealed interface CallResult {

    /** The result is committed. */
    record Written() implements CallResult {}

    /** Nothing was committed, because another writer changed something meanwhile. */
    record Overtaken() implements CallResult {}

    /** The model gave nothing that can be used. */
    sealed interface Failure extends CallResult {

        /** {@return the reason, without any text of the conversation} */
        String why();
    }

    /** The model rejects this prompt, however often it is sent. */
    record Rejected(String why) implements Failure {}

    /** The reply cannot be used; another one may be better. The attempt and its tokens are recorded. */
    record Unusable(String why) implements Failure {}
}
