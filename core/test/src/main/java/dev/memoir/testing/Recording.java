// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import dev.memoir.Role;
import dev.memoir.llm.LanguageModel.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply and its prompt, as a readable file:
 *
 * <pre>{@code
 * ---
 * test: a_fact_is_extracted
 * model: gpt-4o-mini
 * prompt: sha256:…
 * schema: schema.json
 * ---
 * === system: system.md
 * === user
 * New turns
 * T1 user, Fri 2026-05-08 12:00
 * > I live in Berlin.
 * === reply
 * {"operations": […]}
 * }</pre>
 *
 * <p>Common parts of many prompts, system messages and schemas, are stored once in separate files of the same folder. A
 * line of text that looks like a section header is escaped with a backslash. The hash detects manual edits of a prompt,
 * for which the reply was not made.
 *
 * @param file the name of the file
 * @param test the name of the test
 * @param model the name of the model
 * @param prompt the prompt
 * @param reply the reply of the model
 */
record Recording(String file, String test, String model, Prompt prompt, String reply) {

    private static final Pattern FRONT_MATTER =
            Pattern.compile("\\A---\\n(.*?)^---\\n", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HEADER =
            Pattern.compile("(?m)^=== (system|user|assistant|tool|reply)(?:: (\\S+))?(?:\\n|\\z)");
    private static final Pattern UNESCAPED_HEADER = Pattern.compile("(?m)^(\\\\*=== )");
    private static final Pattern ESCAPED_HEADER = Pattern.compile("(?m)^\\\\(\\\\*=== )");

    /**
     * {@return the recording in a file}
     *
     * @param shared returns the text of another file in the same folder
     */
    static Recording parse(String file, String written, UnaryOperator<String> shared) {
        String text = Prompt.unix(written);
        Matcher front = FRONT_MATTER.matcher(text);
        if (!front.find()) {
            throw unreadable(file, "it does not begin with a header between two lines '---'");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        front.group(1).lines().forEach(line -> {
            String[] field = line.split(":", 2);
            fields.put(field[0].strip(), field.length > 1 ? field[1].strip() : "");
        });
        List<Message> messages = new ArrayList<>();
        String reply = null;
        Matcher head = HEADER.matcher(text);
        boolean found = head.find(front.end());
        while (found) {
            String part = head.group(1);
            String other = head.group(2);
            int from = head.end();
            found = head.find();
            String body = body(text.substring(Math.min(from, text.length()), found ? head.start() : text.length()));
            if (part.equals("reply")) {
                reply = body;
            } else {
                String content = other == null ? body : Prompt.unix(shared.apply(other));
                messages.add(new Message(Role.valueOf(part.toUpperCase(Locale.ROOT)), content));
            }
        }
        if (reply == null || messages.isEmpty()) {
            throw unreadable(file, "it lacks a section '=== user' or '=== reply'");
        }
        String schema = fields.get("schema");
        Prompt prompt = new Prompt(messages, schema == null ? null : shared.apply(schema));
        if (!prompt.hash().equals(fields.get("prompt"))) {
            throw unreadable(
                    file,
                    "its prompt was edited, so its reply is no longer valid. Only the reply may be edited; revert the"
                            + " rest, or delete the file and record the reply again");
        }
        return new Recording(file, fields.getOrDefault("test", ""), fields.getOrDefault("model", ""), prompt, reply);
    }

    /**
     * {@return the text of the file}
     *
     * @param sharing stores a text in a separate file, under a name such as {@code system.md}, and returns the actual
     *     name
     */
    String written(Sharing sharing) {
        StringBuilder text =
                new StringBuilder("---\ntest: " + test + "\nmodel: " + model + "\nprompt: " + prompt.hash());
        if (prompt.schema() != null) {
            text.append("\nschema: ").append(sharing.file("schema.json", prompt.schema()));
        }
        text.append("\n---\n");
        for (Message message : prompt.messages()) {
            String part = message.role().name().toLowerCase(Locale.ROOT);
            text.append("=== ").append(part);
            if (message.role() == Role.SYSTEM) {
                text.append(": ")
                        .append(sharing.file("system.md", message.text()))
                        .append('\n');
            } else {
                text.append('\n').append(escaped(message.text()));
            }
        }
        return text.append("=== reply\n").append(escaped(Prompt.unix(reply))).toString();
    }

    /** Stores texts that recordings have in common. */
    @FunctionalInterface
    interface Sharing {
        String file(String name, String text);
    }

    Recording answering(Prompt other) {
        return new Recording(file, test, model, other, reply);
    }

    private static String escaped(String text) {
        return UNESCAPED_HEADER.matcher(text).replaceAll("\\\\$1") + "\n";
    }

    private static String body(String written) {
        String text = written.endsWith("\n") ? written.substring(0, written.length() - 1) : written;
        return ESCAPED_HEADER.matcher(text).replaceAll("$1");
    }

    private static IllegalStateException unreadable(String file, String why) {
        return new IllegalStateException("The recorded reply " + file + " cannot be used: " + why + ".");
    }
}
