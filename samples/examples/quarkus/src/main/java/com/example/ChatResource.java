package com.example;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;

/** Chats with users and remembers each of them. A real application takes the user from its login, not from the path. */
@Path("/users/{user}")
class ChatResource {

    @Inject
    Assistant assistant;

    @Inject
    LongTermMemory memory;

    @ConfigProperty(name = "quarkus.langchain4j.openai.api-key")
    String key;

    /** Answers with what is remembered of the user in the prompt, and remembers message and answer. */
    @POST
    @Path("/chat/{conversation}")
    public String chat(@RestPath String user, @RestPath String conversation, String message) {
        if (key.equals("none")) {
            throw new ServiceUnavailableException(
                    Response.status(503).entity("Set OPENAI_API_KEY to chat.").build());
        }
        return assistant.chat(new ChatId(user, conversation), message);
    }

    /** Shows what is remembered for a question, without a language model. */
    @GET
    @Path("/memory")
    public String memory(@RestPath String user, @QueryParam("question") String question) {
        return memory.search(Scope.user(user), question).context();
    }
}
