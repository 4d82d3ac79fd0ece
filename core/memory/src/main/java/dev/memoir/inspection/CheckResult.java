// SPDX-License-Identifier: Apache-2.0
package dev.memoir.inspection;

import dev.memoir.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of one check of an inspection. It contains neither stored text nor ids of users nor credentials.
 *
 * @param check the name of the check, in lower case with hyphens; it does not change between versions
 * @param level how serious the result is
 * @param message what was found
 * @param advice what to do; empty if nothing has to be done
 * @param figures numbers for monitoring by name, such as {@code bytes} or {@code ageSeconds}, in a stable order
 */
public record CheckResult(String check, CheckLevel level, String message, String advice, Map<String, Long> figures) {

    /**
     * Copies the figures.
     *
     * @throws InvalidInputException if a result that is not {@link CheckLevel#OK} has no advice
     */
    public CheckResult {
        if (level != CheckLevel.OK && advice.isBlank()) {
            throw new InvalidInputException("The result of the check '" + check + "' has no advice. Say what to do.");
        }
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /**
     * {@return a result that needs no action}
     *
     * @param check the name of the check
     * @param message what was found
     */
    public static CheckResult ok(String check, String message) {
        return new CheckResult(check, CheckLevel.OK, message, "", Map.of());
    }

    /**
     * {@return a result that someone should look at}
     *
     * @param check the name of the check
     * @param message what was found
     * @param advice what to do
     */
    public static CheckResult warning(String check, String message, String advice) {
        return new CheckResult(check, CheckLevel.WARNING, message, advice, Map.of());
    }

    /**
     * {@return a result because of which the memory does not work}
     *
     * @param check the name of the check
     * @param message what was found
     * @param advice what to do
     */
    public static CheckResult problem(String check, String message, String advice) {
        return new CheckResult(check, CheckLevel.PROBLEM, message, advice, Map.of());
    }

    /**
     * {@return this result with another figure}
     *
     * @param name the name of the figure, in camel case with its unit
     * @param value the value
     */
    public CheckResult with(String name, long value) {
        Map<String, Long> more = new LinkedHashMap<>(figures);
        more.put(name, value);
        return new CheckResult(check, level, message, advice, more);
    }
}
