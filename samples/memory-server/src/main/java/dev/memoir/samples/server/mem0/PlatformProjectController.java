// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.audit.AuditAction;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.error.ForbiddenException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** The caller's tenant, as a project of mem0: its instructions for the extraction. */
@Mem0Controller
@RequestMapping("/api/v1/orgs/organizations/{organisation}/projects/{project}/")
class PlatformProjectController {

    private static final String INSTRUCTIONS = "custom_instructions";

    private static final Set<String> UNSUPPORTED = Set.of(
            "agent_custom_instructions",
            "custom_categories",
            "version",
            "memory_depth",
            "usecase_setting",
            "multilingual",
            "decay",
            "name",
            "description",
            "retrieval_criteria",
            "enable_graph",
            "inclusion_prompt",
            "exclusion_prompt");

    private final Mem0ProjectRepository projects;
    private final AuditLog audit;

    PlatformProjectController(Mem0ProjectRepository projects, AuditLog audit) {
        this.projects = projects;
        this.audit = audit;
    }

    @GetMapping
    Map<String, Object> get(
            Caller caller,
            @PathVariable String organisation,
            @PathVariable String project,
            @RequestParam(required = false) @Nullable List<String> fields) {
        check(caller, organisation, project);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", caller.tenant().name());
        body.put("name", caller.tenant().name());
        body.put(INSTRUCTIONS, projects.instructions(caller.tenant()));
        body.put("custom_categories", List.of());
        if (fields != null && !fields.isEmpty()) {
            body.keySet().retainAll(fields);
        }
        return body;
    }

    @PatchMapping
    Map<String, Object> change(
            Caller caller,
            @PathVariable String organisation,
            @PathVariable String project,
            @RequestBody JsonNode json) {
        check(caller, organisation, project);
        if (caller.fixedScope() != null) {
            throw new ForbiddenException("This key is bound to a user, agent or run: it cannot change the project.");
        }
        RequestFields body = RequestFields.of(json);
        UNSUPPORTED.forEach(field -> body.unsupported(field, "A project only has custom_instructions."));
        boolean given = body.has(INSTRUCTIONS);
        String instructions = body.text(INSTRUCTIONS);
        body.done();
        if (!given) {
            throw RequestProblem.invalid("There is nothing to change: send custom_instructions.");
        }
        projects.saveInstructions(caller.tenant(), instructions);
        audit.record(caller, AuditAction.CHANGE_PROJECT, INSTRUCTIONS);
        return Map.of("message", "Project updated successfully.");
    }

    private static void check(Caller caller, String organisation, String project) {
        if (!organisation.equals(Mem0Project.ORGANISATION)
                || !project.equals(caller.tenant().name())) {
            throw new ApiException(HttpStatus.NOT_FOUND, "Project not found.");
        }
    }
}
