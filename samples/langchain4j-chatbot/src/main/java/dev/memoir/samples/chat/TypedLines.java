// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Reads lines that a person types and edits. There is no history file, because forgetting must reach everything. */
final class TypedLines implements InputLines {

    private final Terminal terminal;
    private final LineReader reader;

    TypedLines() {
        try {
            terminal = TerminalBuilder.builder().system(true).dumb(true).build();
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to open the terminal.", e);
        }
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                // Exclamation marks and backslashes have no special meaning.
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    @Override
    public @Nullable String next() {
        return ask("> ");
    }

    @Override
    public boolean confirmed(String question) {
        String answer = ask(question + " [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** Prompts for a line; Ctrl-D and Ctrl-C both end the chat. */
    private @Nullable String ask(String prompt) {
        try {
            return reader.readLine(prompt);
        } catch (EndOfFileException | UserInterruptException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to close the terminal.", e);
        }
    }
}
