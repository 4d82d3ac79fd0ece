package dev.memoir.spring;

import dev.memoir.AddRequest;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.capture.TurnWriter;
import dev.memoir.llm.AnswerText;
import io.micrometer.context.ContextSnapshot;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.ToolExecutionResult;

/** What is said in one turn: the question, and the answer as it comes. Never fails the turn. Thread-safe. */
final class TurnCapture {

    private static final Logger LOG = LoggerFactory.getLogger(TurnCapture.class);

    /** What Spring AI's OpenAI client gives for the reason of parts that have none. */
    private static final String OPENAI_GOES_ON = "_UNKNOWN";

    private final ChatClientRequest request;
    private final Scope scope;
    private final String conversation;
    private final @Nullable TurnWriter lanes;
    private final ContextSnapshot context;
    private final String id = UUID.randomUUID().toString();
    private final StringBuilder answer = new StringBuilder();
    private String answeredBy = "";
    private boolean finished;
    private boolean asked;
    private boolean ended;

    /**
     * @param lanes where it is written, null for nowhere
     * @param context what the caller's thread or the subscriber's context held when the turn began
     */
    TurnCapture(
            ChatClientRequest request,
            Scope scope,
            String conversation,
            @Nullable TurnWriter lanes,
            ContextSnapshot context) {
        this.request = request;
        this.scope = scope;
        this.conversation = conversation;
        this.lanes = lanes;
        this.context = context;
    }

    /**
     * The model of a turn, as far as one can tell models apart.
     *
     * @param provider the kind of its options
     * @param asked the name that was asked for, empty for the default
     * @param answeredBy the name that the answer gives, empty if it gives none
     */
    record Model(String provider, String asked, String answeredBy) {}

    /** The request as it came. */
    ChatClientRequest request() {
        return request;
    }

    Scope scope() {
        return scope;
    }

    @Nullable
    ZoneId zone() {
        return TurnZone.of(request.context());
    }

    ContextSnapshot context() {
        return context;
    }

    /** The user's last words, blank if there are none. */
    String question() {
        String text = request.prompt().getUserMessage().getText();
        return text == null ? "" : text;
    }

    /** The model is about to be asked, or never will be. */
    synchronized void asked() {
        if (!asked) {
            asked = true;
            if (!continues()) {
                write(Role.USER, question());
            }
        }
    }

    /** Whether the prompt goes on after a tool, with the question of an earlier round: an application that calls tools itself. */
    private boolean continues() {
        List<Message> messages = request.prompt().getInstructions();
        for (int i = messages.size() - 1; i >= 0; i--) {
            MessageType type = messages.get(i).getMessageType();
            if (type == MessageType.TOOL || type == MessageType.USER) {
                return type == MessageType.TOOL;
            }
        }
        return false;
    }

    synchronized void received(ChatClientResponse response) {
        ChatResponse chat = response.chatResponse();
        if (chat == null || lanes == null) {
            return;
        }
        try {
            String named = chat.getMetadata().getModel();
            if (named != null && !named.isBlank()) {
                answeredBy = named;
            }
            // The first that says anything: some providers give their thoughts as a generation before the answer.
            finished |= chat.getResults().stream().anyMatch(TurnCapture::finishes);
            chat.getResults().stream()
                    .filter(TurnCapture::answers)
                    .findFirst()
                    .ifPresent(
                            generation -> answer.append(generation.getOutput().getText()));
        } catch (RuntimeException e) {
            LOG.warn("A part of an answer cannot be remembered. The turn goes on.", e);
        }
    }

    private static boolean finishes(Generation generation) {
        String reason = generation.getMetadata().getFinishReason();
        return reason != null && !reason.isBlank() && !reason.equals(OPENAI_GOES_ON);
    }

    /** The model that answers. */
    synchronized Model model() {
        ChatOptions options = request.prompt().getOptions();
        return new Model(
                options == null ? "" : options.getClass().getName(),
                options == null ? "" : Objects.requireNonNullElse(options.getModel(), ""),
                answeredBy);
    }

    /** Whether the model has said that it has finished. */
    synchronized boolean finished() {
        return finished;
    }

    private static boolean answers(Generation generation) {
        AssistantMessage message = generation.getOutput();
        return message != null
                && message.getText() != null
                && !message.getText().isEmpty()
                && !message.hasToolCalls()
                && !ReasoningContent.are(message)
                && !ToolExecutionResult.FINISH_REASON.equals(
                        generation.getMetadata().getFinishReason());
    }

    synchronized void end() {
        if (!ended) {
            ended = true;
            // Reasoning may be split across the parts of a stream, so it is recognised in the whole.
            write(Role.ASSISTANT, AnswerText.of(answer.toString()).orElse(""));
        }
    }

    private void write(Role role, String text) {
        if (lanes == null || text.isBlank()) {
            return;
        }
        try {
            lanes.add(
                    AddRequest.builder(scope)
                            .conversation(conversation)
                            .zone(zone())
                            .turn(Turn.builder(role, text).build())
                            .idempotencyKey("spring-ai/" + id + "/" + role)
                            .build(),
                    context::wrap);
        } catch (RuntimeException e) {
            LOG.warn("What was said cannot be remembered. The turn goes on.", e);
        }
    }
}
