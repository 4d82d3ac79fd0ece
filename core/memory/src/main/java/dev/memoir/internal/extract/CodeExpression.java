// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import java.util.regex.Pattern;

/**
 * Recognises code that is assigned to a password field and is not a password: a call, variable, type or placeholder.
 */
final class CodeExpression {

    private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
    private static final Pattern CALL =
            Pattern.compile("^(?:new\\b|await\\b|" + NAME + "(?:(?:\\.|::|->)" + NAME + ")*[(\\[])");
    private static final Pattern PATH =
            Pattern.compile("^(?:this|self|request|req|res|os|process|env|user|config|settings|args|form"
                    + "|params|props|state|data|input|session|ctx|context|options|opts|body|payload|event|e|app)"
                    + "(?:(?:\\.|::|->)"
                    + NAME + ")+$");
    private static final Pattern OF_THE_NAME = Pattern.compile(
            "^[a-z]*_?(?:password|passwort|passwd|pwd|senha|clave|contraseña|contrasena)(?:_[a-z]+)*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEYWORD = Pattern.compile(
            "^(?:str|string|char|varchar|text|int|bool|bytes|null|none|nil|undefined|true|false|optional|any"
                    + "|var|let|const|final|required|secretstr)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "^(?:\\$\\{?[A-Z_]|\\{\\{|%[(A-Z]|\\*{3,}|x{3,}$|•{3,}|\\.{3,}|_{3,}|<)", Pattern.CASE_INSENSITIVE);

    private CodeExpression() {}

    /**
     * {@return whether a value is code}
     *
     * @param value the text after the colon or equals sign, up to white space or a quote
     * @param after the text that follows the value
     */
    static boolean is(String value, String after) {
        return CALL.matcher(value).find()
                || PATH.matcher(value).find()
                || OF_THE_NAME.matcher(value.replaceFirst("[)\\];,]+$", "")).find()
                || KEYWORD.matcher(value.replaceFirst("[)\\];,]+$", "")).find()
                || PLACEHOLDER.matcher(value).find()
                || after.stripLeading().startsWith("=");
    }
}
