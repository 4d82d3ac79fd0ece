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
 * A reply, and the prompt that it answers, as a file that people read:
 *
 * <pre>{@code
 * ---
 * test: a_fact_is_drawn
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
 * <p>What many prompts have in common, system messages and schemas, stands once in a file of its own beside it. A line of a
 * text that looks like a head is kept from being one by a backslash. The hash is kept to tell when somebody edits a prompt
 * by hand: the reply was not made for that.
 *
 * @param file its name
 * @param test the test that it belongs to
 * @param model what answered
 * @param prompt what was asked
 * @param reply what came
 */
record Recording(String file, String test, String model, Prompt prompt, String reply) {

    private static final Pattern FRONT = Pattern.compile("\\A---\\n(.*?)^---\\n", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HEAD =
            Pattern.compile("(?m)^=== (system|user|assistant|tool|reply)(?:: (\\S+))?(?:\\n|\\z)");
    private static final Pattern LIKE_A_HEAD = Pattern.compile("(?m)^(\\\\*=== )");
    private static final Pattern NO_HEAD = Pattern.compile("(?m)^\\\\(\\\\*=== )");

    /**
     * {@return the recording of a file}
     *
     * @param shared the text of a file beside it
     */
    static Recording parse(String file, String written, UnaryOperator<String> shared) {
        String text = Prompt.unix(written);
        Matcher front = FRONT.matcher(text);
        if (!front.find()) {
            throw unreadable(file, "it does not begin with a part between two lines '---'");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        front.group(1).lines().forEach(line -> {
            String[] field = line.split(":", 2);
            fields.put(field[0].strip(), field.length > 1 ? field[1].strip() : "");
        });
        List<Message> messages = new ArrayList<>();
        String reply = null;
        Matcher head = HEAD.matcher(text);
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
            throw unreadable(file, "it lacks a part '=== user' or '=== reply'");
        }
        String schema = fields.get("schema");
        Prompt prompt = new Prompt(messages, schema == null ? null : shared.apply(schema));
        if (!prompt.hash().equals(fields.get("prompt"))) {
            throw unreadable(
                    file,
                    "its prompt was edited, which its reply does not answer. Only the reply may be edited; undo the rest, or"
                            + " delete the file and record it again");
        }
        return new Recording(file, fields.getOrDefault("test", ""), fields.getOrDefault("model", ""), prompt, reply);
    }

    /**
     * {@return the file}
     *
     * @param sharing keeps a text in a file beside it, by a name such as {@code system.md}, and tells that file's name
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

    /** Keeps texts that many recordings have in common. */
    @FunctionalInterface
    interface Sharing {
        String file(String name, String text);
    }

    Recording answering(Prompt other) {
        return new Recording(file, test, model, other, reply);
    }

    private static String escaped(String text) {
        return LIKE_A_HEAD.matcher(text).replaceAll("\\\\$1") + "\n";
    }

    private static String body(String written) {
        String text = written.endsWith("\n") ? written.substring(0, written.length() - 1) : written;
        return NO_HEAD.matcher(text).replaceAll("$1");
    }

    private static IllegalStateException unreadable(String file, String why) {
        return new IllegalStateException("The recorded reply " + file + " cannot be used: " + why + ".");
    }
}
