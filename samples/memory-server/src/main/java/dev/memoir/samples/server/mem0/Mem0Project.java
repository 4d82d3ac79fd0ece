// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

/** How tenants appear to clients of mem0: each is a project of one organisation. */
final class Mem0Project {

    /** The organisation of every tenant. */
    static final String ORGANISATION = "memoir";

    private Mem0Project() {}
}
