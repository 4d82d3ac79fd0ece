package dev.memoir.samples.quarkus;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Answers {@code POST /chat/zoe/1}. A real application takes the user from its login, never from the address. */
@Path("/chat")
class ChatResource {

    @Inject
    Assistant assistant;

    @POST
    @Path("/{user}/{conversation}")
    public String chat(@PathParam("user") String user, @PathParam("conversation") String conversation, String words) {
        return assistant.chat(new ChatId(user, conversation), words);
    }
}
