package dev.memoir.testing;

import dev.memoir.llm.LanguageModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A language model that answers a test's prompts with recorded replies, found by the hash of the prompt. The same prompt gets
 * the same reply, however often. Thread-safe.
 */
final class RecordedReplies implements LanguageModel {

    private final Recordings recordings;
    private final String test;
    private final ReplyMode mode;
    private final Recorder recorder;
    private final Set<String> asked = new HashSet<>();
    private final List<UnrecordedPromptException> unrecorded = new ArrayList<>();

    /** @param recorder asked in the mode {@link ReplyMode#RECORD}, else never; null if there is none */
    RecordedReplies(Recordings recordings, String test, ReplyMode mode, Recorder recorder) {
        this.recordings = recordings;
        this.test = test;
        this.mode = mode;
        this.recorder = recorder;
    }

    @Override
    public synchronized String complete(List<Message> messages, String jsonSchema) {
        Prompt prompt = new Prompt(messages, jsonSchema);
        Recording answer = recordings.of(test).stream()
                .filter(recording -> recording.prompt().equals(prompt))
                .findFirst()
                .or(() -> switch (mode) {
                    case REPLAY -> Optional.empty();
                    case RECORD -> Optional.of(asked(prompt, messages, jsonSchema));
                    case ACCEPT -> nearest(prompt).map(stale -> accepted(stale, prompt));
                })
                .orElse(null);
        if (answer == null) {
            UnrecordedPromptException failure = unrecorded(prompt);
            unrecorded.add(failure);
            throw failure;
        }
        asked.add(answer.file());
        return answer.reply();
    }

    private Recording asked(Prompt prompt, List<Message> messages, String jsonSchema) {
        if (recorder == null) {
            throw new IllegalStateException("There is no model to record replies of. Give the extension one:"
                    + " MemoirExtension.builder().recordingFrom(name, model).");
        }
        return recordings.record(
                test, recorder.name(), prompt, recorder.model().get().complete(messages, jsonSchema));
    }

    private Recording accepted(Recording stale, Prompt prompt) {
        Recording fresh = stale.answering(prompt);
        recordings.keep(fresh);
        return fresh;
    }

    /** Of those that were not asked for the one whose prompt differs in the fewest lines. */
    private Optional<Recording> nearest(Prompt prompt) {
        List<String> lines = prompt.lines();
        return unused().stream()
                .min(Comparator.comparingLong(recording ->
                        LineDiff.of(recording.prompt().lines(), lines).size()));
    }

    private UnrecordedPromptException unrecorded(Prompt prompt) {
        String asked = String.join("\n", prompt.lines());
        Optional<Recording> nearest = nearest(prompt);
        String head = "No reply is recorded for a prompt of " + test + ". ";
        if (nearest.isEmpty()) {
            return new UnrecordedPromptException(
                    head + "Run the test with -D" + ReplyMode.PROPERTY + "=record to have a model asked. The prompt:\n"
                            + asked,
                    "",
                    asked);
        }
        List<String> before = nearest.get().prompt().lines();
        return new UnrecordedPromptException(
                head + "The recording " + nearest.get().file()
                        + " is stale; its prompt has changed (- recorded, + now):\n"
                        + LineDiff.of(before, prompt.lines()) + "To have a model asked again, run the test with -D"
                        + ReplyMode.PROPERTY + "=record. If the recorded reply answers the new prompt as well: -D"
                        + ReplyMode.PROPERTY + "=accept.",
                String.join("\n", before),
                asked);
    }

    /** {@return the prompts that had no reply} */
    synchronized List<UnrecordedPromptException> unrecorded() {
        return List.copyOf(unrecorded);
    }

    /** {@return the test's recordings that it has not asked for} */
    synchronized List<Recording> unused() {
        return recordings.of(test).stream()
                .filter(recording -> !asked.contains(recording.file()))
                .toList();
    }

    /** What is recorded from is not asked for any more: it is deleted. */
    synchronized void deleteUnused() {
        unused().forEach(recordings::delete);
    }
}
