// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.adk;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import io.reactivex.rxjava3.core.Flowable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A model that gives prepared answers and keeps what it was asked. */
final class ScriptedLlm extends BaseLlm {

    private final List<LlmRequest> requests = new ArrayList<>();
    private final Deque<Part> answers = new ArrayDeque<>();
    private boolean failing;

    ScriptedLlm() {
        super("scripted");
    }

    void answer(Part part) {
        answers.add(part);
    }

    void fail() {
        failing = true;
    }

    /** {@return the instructions of a request} */
    String instructions(int request) {
        return requests.get(request)
                .config()
                .flatMap(config -> config.systemInstruction())
                .map(SessionTurns::text)
                .orElse("");
    }

    int requests() {
        return requests.size();
    }

    @Override
    public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
        requests.add(request);
        if (failing) {
            return Flowable.error(new IllegalStateException("The model is not available."));
        }
        Part part = answers.isEmpty() ? Part.fromText("Noted.") : answers.poll();
        return Flowable.just(LlmResponse.builder()
                .content(Content.builder().role("model").parts(List.of(part)).build())
                .build());
    }

    @Override
    public BaseLlmConnection connect(LlmRequest request) {
        throw new UnsupportedOperationException("Live connections are not tested.");
    }
}
