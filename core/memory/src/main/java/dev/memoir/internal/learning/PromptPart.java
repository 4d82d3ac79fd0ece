// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.Scope;
import java.util.List;

/** Turns of a conversation about which a model is called once. Immutable. */
interface PromptPart {

    /** {@return the exact scope of the turns, which pays for the call} */
    Scope scope();

    /** {@return how often a reply about these turns was unusable before} */
    int attempts();

    /**
     * Calls the model and commits what it made of the turns, or records that the reply is unusable.
     *
     * @return the result
     * @throws RuntimeException if the model or the ledger is unavailable
     */
    CallResult call();

    /**
     * {@return smaller parts to try one after another in place of this one; empty if there are none}
     *
     * @param why why this part failed
     */
    List<PromptPart> smaller(CallResult.Failure why);

    /**
     * Parks what the model cannot process, so that it does not block other turns.
     *
     * @param why why it failed
     * @return whether this is committed
     */
    CallResult park(CallResult.Failure why);
}
