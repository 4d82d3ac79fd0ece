// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** The role of a participant in a conversation. */
public enum Role {
    /** The user. */
    USER,
    /** The model. */
    ASSISTANT,
    /** The application with its instructions. */
    SYSTEM,
    /** A tool that the model called. */
    TOOL
}
