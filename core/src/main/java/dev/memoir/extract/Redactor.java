package dev.memoir.extract;

/**
 * Takes out of a text what must not be kept. It is applied to the texts of turns and memories before they are stored, and
 * to what a language model is shown; not to metadata, speakers and ids, which the application chooses. Implementations are
 * thread-safe, do not throw, and leave a text alone that they have redacted before.
 */
@FunctionalInterface
public interface Redactor {

    /** What stands in a text where something was taken out. */
    String MARK = "[redacted]";

    /**
     * {@return the text, with {@value #MARK} in place of what must not be kept; the same text if there is nothing}
     *
     * @param text any
     */
    String redact(String text);

    /**
     * {@return one that takes out what is known by its form: keys of well-known services, private keys, tokens, card numbers
     * and IBANs whose check digits are right, and passwords, passphrases, PINs and access codes that are called so, in some thirty languages; quoted ones with
     * all their words} It would rather miss one than take out an order number. What only names a password stays: code, a postal
     * PIN code, the pin of a plug.
     */
    static Redactor secrets() {
        return new SecretRedactor();
    }

    /** {@return one that keeps everything} */
    static Redactor none() {
        return text -> text;
    }
}
