// SPDX-License-Identifier: Apache-2.0
package dev.memoir.extract;

import dev.memoir.internal.extract.SecretRedactor;

/**
 * Removes from a text what must not be kept. It is applied to the texts of turns and memories before they are stored,
 * and to texts that are sent to a language model; not to metadata, speakers and ids, which the application chooses.
 * Implementations are thread-safe, do not throw, and do not change a text that they have already redacted.
 */
@FunctionalInterface
public interface Redactor {

    /** The placeholder for removed text. */
    String MARK = "[redacted]";

    /**
     * {@return the text with {@value #MARK} in place of what must not be kept, or the same text if there is nothing to
     * redact}
     *
     * @param text any text
     */
    String redact(String text);

    /**
     * {@return a redactor that removes secrets by their form} It recognises keys of well-known services, private keys,
     * tokens, and card numbers and IBANs with valid check digits. It also recognises passwords, passphrases, PINs and
     * access codes that are named as such in about thirty languages, quoted ones with all their words. It would rather
     * miss a secret than remove an order number. Text that only looks like a named secret is kept: code, a postal PIN
     * code, the pin of a plug.
     */
    static Redactor secrets() {
        return new SecretRedactor();
    }

    /** {@return a redactor that changes nothing} */
    static Redactor none() {
        return text -> text;
    }
}
