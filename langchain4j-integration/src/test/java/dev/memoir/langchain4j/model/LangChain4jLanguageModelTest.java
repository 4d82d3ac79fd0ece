// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.memoir.MalformedReplyException;
import dev.memoir.Role;
import dev.memoir.llm.LanguageModel.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LangChain4jLanguageModelTest {

    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"facts\":{\"type\":\"array\"}}}";
    private static final List<Message> HELLO = List.of(new Message(Role.USER, "Hello"));

    /** Answers with a scripted reply and given capabilities, and records the requests. */
    private static class Scripted implements ChatModel {
        final List<ChatRequest> requests = new ArrayList<>();
        final AiMessage answer;
        final Set<Capability> capabilities;

        Scripted(AiMessage answer, Capability... capabilities) {
            this.answer = answer;
            this.capabilities = Set.of(capabilities);
        }

        @Override
        public ChatResponse doChat(ChatRequest request) {
            requests.add(request);
            return ChatResponse.builder().aiMessage(answer).build();
        }

        @Override
        public Set<Capability> supportedCapabilities() {
            return capabilities;
        }
    }

    @Test
    void messages_keep_their_order_and_who_says_them() {
        Scripted model = new Scripted(AiMessage.from("Fine."));
        assertThat(new LangChain4jLanguageModel(model)
                        .complete(
                                List.of(
                                        new Message(Role.SYSTEM, "Be brief."),
                                        new Message(Role.USER, "Hello"),
                                        new Message(Role.ASSISTANT, "Hi"),
                                        new Message(Role.TOOL, "12 degrees")),
                                null))
                .isEqualTo("Fine.");
        assertThat(model.requests.get(0).messages())
                .containsExactly(
                        SystemMessage.from("Be brief."),
                        UserMessage.from("Hello"),
                        AiMessage.from("Hi"),
                        UserMessage.from("12 degrees"));
        assertThat(model.requests.get(0).responseFormat()).isNull();
    }

    @Test
    void a_schema_goes_to_a_model_that_follows_one_and_to_no_other() {
        Scripted following = new Scripted(AiMessage.from("{}"), Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        Scripted other = new Scripted(AiMessage.from("{}"));
        new LangChain4jLanguageModel(following).complete(HELLO, SCHEMA);
        new LangChain4jLanguageModel(other).complete(HELLO, SCHEMA);
        ResponseFormat format = following.requests.get(0).responseFormat();
        assertThat(format.jsonSchema().rootElement()).isEqualTo(JsonRawSchema.from(SCHEMA));
        assertThat(other.requests.get(0).responseFormat()).isNull();
    }

    @Test
    void a_model_that_refuses_the_schema_after_all_is_asked_without() {
        Scripted refusing = new Scripted(AiMessage.from("{}"), Capability.RESPONSE_FORMAT_JSON_SCHEMA) {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                if (request.responseFormat() != null) {
                    throw new UnsupportedFeatureException("no raw schemas");
                }
                return super.doChat(request);
            }
        };
        assertThat(new LangChain4jLanguageModel(refusing).complete(HELLO, SCHEMA))
                .isEqualTo("{}");
    }

    @Test
    void an_answer_without_text_is_none() {
        AiMessage call = AiMessage.from(
                ToolExecutionRequest.builder().name("tool").arguments("{}").build());
        LangChain4jLanguageModel model = new LangChain4jLanguageModel(new Scripted(call));
        assertThatExceptionOfType(MalformedReplyException.class).isThrownBy(() -> model.complete(HELLO, null));
    }
}
