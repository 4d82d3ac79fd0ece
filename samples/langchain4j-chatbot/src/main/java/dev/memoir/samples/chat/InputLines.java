// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import org.jspecify.annotations.Nullable;

/** The user's input. */
interface InputLines extends AutoCloseable {

    /** Returns the next line; null at the end. */
    @Nullable
    String next();

    /** Returns whether the user confirms. Scripts are not asked, because their requests are deliberate. */
    boolean confirmed(String question);

    @Override
    void close();
}
