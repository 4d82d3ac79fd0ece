// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.key;

import dev.memoir.InvalidInputException;
import java.util.regex.Pattern;

/**
 * A tenant: an application or customer whose memory is separate from all others.
 *
 * @param name the name, also of its directory or PostgreSQL schema
 */
public record Tenant(String name) {

    /** PostgreSQL schemas have at most 40 characters in Memoir, of which nine are the prefix. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    /** The tenant of a server without keys. */
    public static final Tenant DEFAULT = new Tenant("default");

    /**
     * Checks the name.
     *
     * @throws InvalidInputException if it is not a valid name
     */
    public Tenant {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInputException("The name of a tenant has 1 to 31 lower-case letters, digits and hyphens,"
                    + " and does not start with a hyphen.");
        }
    }

    /** {@return the PostgreSQL schema of its memory; no two tenants have the same} */
    public String schema() {
        return "memoir_t_" + name.replace('-', '_');
    }
}
