package dev.memoir.samples.chat;

import org.jspecify.annotations.Nullable;

/** Where the user's words come from. */
interface InputLines extends AutoCloseable {

    /** The next line; null at the end. */
    @Nullable
    String next();

    /** Whether the user says yes. A script that asks for something means it: nobody is asked there. */
    boolean confirmed(String question);

    @Override
    void close();
}
