// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailResult;

/** Takes a pin out of what the user says. */
final class Redacting implements InputGuardrail {

    @Override
    public InputGuardrailResult validate(UserMessage message) {
        return successWith(message.singleText().replace("1234", "[redacted]"));
    }
}
