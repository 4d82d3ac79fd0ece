// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reports that the server is up, which model answers, and the initial user of a page. */
@RestController
class StatusEndpoint {

    private final Status status;

    StatusEndpoint(ChosenModel model) {
        // Login names may contain spaces; ids must not.
        String login = System.getProperty("user.name").strip().replaceAll("\\s+", "-");
        status = new Status(model.description(), model.converses(), login);
    }

    /**
     * The status of the server.
     *
     * @param model the description of the model, for display
     * @param converses whether a language model answers
     * @param login the login name of the person who started the server
     */
    record Status(String model, boolean converses, String login) {}

    @GetMapping("/api/status")
    Status status() {
        return status;
    }
}
