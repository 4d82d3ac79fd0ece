// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import dev.memoir.llm.LanguageModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A language model that answers a test's prompts with recorded replies, found by the hash of the prompt. The same
 * prompt always gets the same reply. Thread-safe.
 */
final class RecordedReplies implements LanguageModel {

    private final Recordings recordings;
    private final String test;
    private final ReplyMode mode;
    private final Recorder recorder;
    private final Set<String> used = new HashSet<>();
    private final List<UnrecordedPromptException> unrecorded = new ArrayList<>();

    /**
     * @param recorder the model to record from, only called in mode {@link ReplyMode#RECORD}; null if there is none
     */
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
                    case RECORD -> Optional.of(recorded(prompt, messages, jsonSchema));
                    case ACCEPT -> nearest(prompt).map(stale -> accepted(stale, prompt));
                })
                .orElse(null);
        if (answer == null) {
            UnrecordedPromptException failure = unrecorded(prompt);
            unrecorded.add(failure);
            throw failure;
        }
        used.add(answer.file());
        return answer.reply();
    }

    private Recording recorded(Prompt prompt, List<Message> messages, String jsonSchema) {
        if (recorder == null) {
            throw new IllegalStateException("There is no model to record replies from. Configure one:"
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

    /** Returns the unused recording with the fewest differing lines. */
    private Optional<Recording> nearest(Prompt prompt) {
        List<String> lines = prompt.lines();
        return unused().stream()
                .min(Comparator.comparingLong(recording ->
                        LineDiff.of(recording.prompt().lines(), lines).size()));
    }

    private UnrecordedPromptException unrecorded(Prompt prompt) {
        String requested = String.join("\n", prompt.lines());
        Optional<Recording> nearest = nearest(prompt);
        String head = "No reply is recorded for a prompt of " + test + ". ";
        if (nearest.isEmpty()) {
            return new UnrecordedPromptException(
                    head + "Run the test with -D" + ReplyMode.PROPERTY + "=record to call the model. The prompt:\n"
                            + requested,
                    "",
                    requested);
        }
        List<String> before = nearest.get().prompt().lines();
        return new UnrecordedPromptException(
                head + "The recording " + nearest.get().file()
                        + " is stale; its prompt has changed (- recorded, + now):\n"
                        + LineDiff.of(before, prompt.lines()) + "To call the model again, run the test with -D"
                        + ReplyMode.PROPERTY + "=record. If the recorded reply answers the new prompt as well: -D"
                        + ReplyMode.PROPERTY + "=accept.",
                String.join("\n", before),
                requested);
    }

    /** {@return the prompts without a reply} */
    synchronized List<UnrecordedPromptException> unrecorded() {
        return List.copyOf(unrecorded);
    }

    /** {@return the recordings of the test that it has not used} */
    synchronized List<Recording> unused() {
        return recordings.of(test).stream()
                .filter(recording -> !used.contains(recording.file()))
                .toList();
    }

    /** Deletes the recordings that the test no longer uses. */
    synchronized void deleteUnused() {
        unused().forEach(recordings::delete);
    }
}
