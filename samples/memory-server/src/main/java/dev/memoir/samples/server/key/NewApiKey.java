// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.key;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A key to be created.
 *
 * @param tenant the tenant; registered if it does not exist
 * @param label what the key is for
 * @param scope the only scope that it may use; null for every scope of the tenant
 * @param readOnly whether it may not write
 * @param admin whether it may administer the server
 */
public record NewApiKey(
        Tenant tenant, String label, @Nullable Scope scope, boolean readOnly, boolean admin) {

    private static final int LONGEST_LABEL = 200;

    /**
     * Checks the label and the rights.
     *
     * @throws InvalidInputException if the label is blank or too long, or an admin key is restricted
     */
    public NewApiKey {
        label = label.strip();
        if (label.isEmpty() || label.length() > LONGEST_LABEL) {
            throw new InvalidInputException(
                    "The label of a key says what it is for, in 1 to " + LONGEST_LABEL + " characters.");
        }
        if (admin && (scope != null || readOnly)) {
            throw new InvalidInputException(
                    "An admin key cannot be bound to a scope or to reading. Create a second key for that.");
        }
    }
}
