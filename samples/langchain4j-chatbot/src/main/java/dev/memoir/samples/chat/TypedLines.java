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

/** Lines that a person types and edits. What was typed is not written to a history file: forgetting must reach it all. */
final class TypedLines implements InputLines {

    private final Terminal terminal;
    private final LineReader reader;

    TypedLines() {
        try {
            terminal = TerminalBuilder.builder().system(true).dumb(true).build();
        } catch (IOException e) {
            throw new UncheckedIOException("The terminal cannot be opened.", e);
        }
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                // An exclamation mark is one, and a backslash too.
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

    /** Ctrl-D and Ctrl-C both end the chat. */
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
            throw new UncheckedIOException("The terminal cannot be given back.", e);
        }
    }
}
