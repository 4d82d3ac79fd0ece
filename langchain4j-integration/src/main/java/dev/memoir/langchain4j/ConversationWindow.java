// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.memoir.langchain4j.TurnMapper.Utterance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A chat memory window that removes recalled text from a message after its turn, and reports each new message once.
 *
 * <p>LangChain4j clears windows and adds their messages again (guardrails, failed tools), and some frameworks set a
 * whole turn at once. Messages are therefore recognised by identity, and in {@link #set} by equality with a message in
 * the window; the same text in a new message counts as a new one. As thread-safe as LangChain4j's windows: one call at
 * a time.
 */
final class ConversationWindow implements ChatMemory {

    private final ChatMemory window;
    private final Consumer<Utterance> listener;
    private Set<ChatMessage> reported;

    /**
     * @param window the window, which must return the same message objects that were added
     * @param past the earlier messages of the conversation
     * @param listener receives each new message
     */
    ConversationWindow(ChatMemory window, List<ChatMessage> past, Consumer<Utterance> listener) {
        this.window = window;
        this.listener = listener;
        window.add(past);
        reported = identities(past);
    }

    @Override
    public Object id() {
        return window.id();
    }

    @Override
    public void add(ChatMessage message) {
        if (message instanceof UserMessage && !reported.contains(message)) {
            endTurn();
        }
        window.add(message);
        report(message);
    }

    @Override
    public void set(Iterable<ChatMessage> messages) {
        List<ChatMessage> all = new ArrayList<>();
        messages.forEach(all::add);
        Set<ChatMessage> kept = identities(all);
        List<ChatMessage> replaced = new ArrayList<>(window.messages());
        replaced.removeIf(kept::contains);
        window.set(all);
        for (ChatMessage message : all) {
            if (!reported.contains(message) && replaced.remove(message)) {
                reported.add(message);
            }
            report(message);
        }
    }

    @Override
    public List<ChatMessage> messages() {
        List<ChatMessage> messages = window.messages();
        ChatMessage last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
        if (last instanceof AiMessage answer && !answer.hasToolExecutionRequests()) {
            endTurn();
        }
        return new ArrayList<>(window.messages());
    }

    /** Clears the window. Its messages may be added again without being reported; earlier ones may not. */
    @Override
    public void clear() {
        reported = identities(window.messages());
        window.clear();
    }

    /** Removes recalled text. It is needed in every tool round of a turn, but not in the next turn. */
    private void endTurn() {
        List<ChatMessage> held = window.messages();
        List<ChatMessage> plain = new ArrayList<>();
        boolean changed = false;
        for (ChatMessage message : held) {
            ChatMessage after = message instanceof UserMessage user ? UserMessageText.afterTurn(user) : message;
            changed |= after != message;
            plain.add(after);
        }
        if (changed) {
            window.set(plain);
        }
        reported = identities(held);
        reported.addAll(plain);
    }

    private void report(ChatMessage message) {
        if (reported.add(message)) {
            TurnMapper.utterance(message).ifPresent(listener);
        }
    }

    private static Set<ChatMessage> identities(Collection<ChatMessage> messages) {
        Set<ChatMessage> identities = Collections.newSetFromMap(new IdentityHashMap<>());
        identities.addAll(messages);
        return identities;
    }
}
