package dev.memoir.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.memoir.AddRequest;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.capture.CaptureLanes;
import java.util.ArrayList;
import java.util.List;

/**
 * A window that writes what is said to it. LangChain4j clears windows and adds their messages again (guardrails, failed
 * tools, frameworks that commit a turn at once): what a window held when it was cleared is not said again. As thread-safe
 * as LangChain4j's windows: one call at a time.
 */
final class CapturingChatMemory implements ChatMemory {

    private final ChatMemory window;
    private final Scope scope;
    private final String conversation;
    private final CaptureLanes lanes;
    private final List<ChatMessage> heldBefore = new ArrayList<>();

    CapturingChatMemory(ChatMemory window, Scope scope, String conversation, CaptureLanes lanes) {
        this.window = window;
        this.scope = scope;
        this.conversation = conversation;
        this.lanes = lanes;
    }

    @Override
    public Object id() {
        return window.id();
    }

    @Override
    public void add(ChatMessage message) {
        window.add(message);
        if (heldBefore.remove(message)) {
            return;
        }
        if (message instanceof UserMessage user) {
            write(Role.USER, Messages.said(user));
        } else if (message instanceof AiMessage assistant) {
            Messages.said(assistant).ifPresent(text -> write(Role.ASSISTANT, text));
        }
    }

    @Override
    public void set(Iterable<ChatMessage> messages) {
        clear();
        messages.forEach(this::add);
    }

    @Override
    public List<ChatMessage> messages() {
        return new ArrayList<>(window.messages());
    }

    @Override
    public void clear() {
        heldBefore.clear();
        heldBefore.addAll(window.messages());
        window.clear();
    }

    private void write(Role role, String text) {
        if (!text.isBlank()) {
            lanes.add(AddRequest.of(scope)
                    .conversation(conversation)
                    .turn(Turn.of(role, text).build())
                    .build());
        }
    }
}
