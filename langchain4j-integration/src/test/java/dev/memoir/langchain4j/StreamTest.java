// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One turn of a service that streams its answer. */
class StreamTest extends MemoryFixture {

    interface Streaming {
        TokenStream chat(@UserMessage String text, InvocationParameters parameters);
    }

    @Test
    void a_stream_recalls_before_it_and_is_remembered_whole_and_once() throws Exception {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedStream model = new ScriptedStream(false, "In ", "Lisbon", ".");
        finished(service(model).chat("Where does my sister live?", AS_ZOE)).get(10, TimeUnit.SECONDS);
        assertThat(ScriptedModel.prompt(model.requests.get(0))).contains("Lisbon in May");
        assertThat(remembered(ZOE))
                .containsExactly(
                        "USER: My sister Ana moved to Lisbon in May.",
                        "USER: Where does my sister live?",
                        "ASSISTANT: In Lisbon.");
    }

    @Test
    void a_cancelled_stream_leaves_the_users_words_and_no_half_answer() {
        service(new ScriptedStream(false, "In ", "Lis", "bon."))
                .chat("Where does my sister live?", AS_ZOE)
                .onPartialResponseWithContext(
                        (partial, context) -> context.streamingHandle().cancel())
                .onCompleteResponse(response -> {})
                .onError(error -> {})
                .start();
        assertThat(remembered(ZOE)).containsExactly("USER: Where does my sister live?");
    }

    @Test
    void a_stream_that_breaks_leaves_the_users_words_and_no_half_answer() {
        CompletableFuture<Void> finished =
                finished(service(new ScriptedStream(true, "In ")).chat("Where does my sister live?", AS_ZOE));
        assertThat(finished).isCompletedExceptionally();
        assertThat(remembered(ZOE)).containsExactly("USER: Where does my sister live?");
    }

    @Test
    void a_stream_that_breaks_unheard_leaves_the_users_words() {
        service(new ScriptedStream(true, "In "))
                .chat("Where does my sister live?", AS_ZOE)
                .onPartialResponse(partial -> {})
                .ignoreErrors()
                .start();
        assertThat(remembered(ZOE)).containsExactly("USER: Where does my sister live?");
    }

    @Test
    void a_stream_that_is_never_started_leaves_the_users_words_in_their_place() throws Exception {
        Streaming streaming = service(new ScriptedStream(false, "Yes."));
        TokenStream never = streaming.chat("I moved to Porto.", AS_ZOE);
        assertThat(never).isNotNull();
        finished(streaming.chat("Do you hear me?", AS_ZOE)).get(10, TimeUnit.SECONDS);
        assertThat(remembered(ZOE))
                .containsExactly("USER: I moved to Porto.", "USER: Do you hear me?", "ASSISTANT: Yes.");
    }

    private Streaming service(ScriptedStream model) {
        return services(Streaming.class).streamingChatModel(model).build();
    }

    private static CompletableFuture<Void> finished(TokenStream stream) {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        stream.onPartialResponse(partial -> {})
                .onCompleteResponse(response -> finished.complete(null))
                .onError(finished::completeExceptionally)
                .start();
        return finished;
    }
}
