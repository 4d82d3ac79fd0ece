// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.InvalidInputException;

/** Checks limits of listings that core does not check. */
final class Limits {

    private Limits() {}

    static void check(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new InvalidInputException("The limit is " + limit + "; it must be between 1 and " + most + ".");
        }
    }
}
