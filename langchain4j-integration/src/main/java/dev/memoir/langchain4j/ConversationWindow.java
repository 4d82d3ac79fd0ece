package dev.memoir.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.memoir.langchain4j.TurnMapper.Said;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A window that drops what was recalled into a message when its turn is over, and tells what is said to it, once.
 *
 * <p>LangChain4j clears windows and adds their messages again (guardrails, failed tools), and some frameworks set a whole
 * turn at once. So a message is known by its identity, and in {@link #set} by being equal to one held; the same words in a
 * new message are said again. As thread-safe as LangChain4j's windows: one call at a time.
 */
final class ConversationWindow implements ChatMemory {

    private final ChatMemory window;
    private final Consumer<Said> hearer;
    private Set<ChatMessage> told;

    /**
     * @param window keeps the messages in this process: they come back as the objects they were
     * @param past what was said in it before
     * @param hearer is told what is said from now on
     */
    ConversationWindow(ChatMemory window, List<ChatMessage> past, Consumer<Said> hearer) {
        this.window = window;
        this.hearer = hearer;
        window.add(past);
        told = identities(past);
    }

    @Override
    public Object id() {
        return window.id();
    }

    @Override
    public void add(ChatMessage message) {
        if (message instanceof UserMessage && !told.contains(message)) {
            endTurn();
        }
        window.add(message);
        hear(message);
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
            if (!told.contains(message) && replaced.remove(message)) {
                told.add(message);
            }
            hear(message);
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

    /** What the window held may be added again; what it held before that may not. */
    @Override
    public void clear() {
        told = identities(window.messages());
        window.clear();
    }

    /** The tools of a turn need what was recalled in every round; the next turn does not. */
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
        told = identities(held);
        told.addAll(plain);
    }

    private void hear(ChatMessage message) {
        if (told.add(message)) {
            TurnMapper.said(message).ifPresent(hearer);
        }
    }

    private static Set<ChatMessage> identities(Collection<ChatMessage> messages) {
        Set<ChatMessage> identities = Collections.newSetFromMap(new IdentityHashMap<>());
        identities.addAll(messages);
        return identities;
    }
}
