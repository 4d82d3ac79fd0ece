package dev.memoir.samples.web;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the server is there, who answers, and as whom a page starts. */
@RestController
class StatusEndpoint {

    private final Status status;

    StatusEndpoint(ChosenModel model) {
        // Login names of some systems have spaces; ids have none.
        String login = System.getProperty("user.name").strip().replaceAll("\\s+", "-");
        status = new Status(model.description(), model.converses(), login);
    }

    /**
     * The server.
     *
     * @param model who answers, for a person
     * @param converses whether a language model does
     * @param login the name of who started it
     */
    record Status(String model, boolean converses, String login) {}

    @GetMapping("/api/status")
    Status status() {
        return status;
    }
}
