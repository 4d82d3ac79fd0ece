// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** Generates ids. Thread-safe. */
@FunctionalInterface
public interface IdGenerator {

    /** {@return a new id, greater (as a string) than every id that this generator returned before} */
    String next();
}
