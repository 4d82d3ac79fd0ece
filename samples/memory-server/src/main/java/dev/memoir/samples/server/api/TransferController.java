// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.ProgressListener;
import dev.memoir.Scope;
import dev.memoir.maintenance.ChatExport;
import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ImportResult;
import dev.memoir.maintenance.Maintenance;
import dev.memoir.maintenance.Mem0Export;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.security.AdminOnly;
import dev.memoir.samples.server.tenant.CallerMemory;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exports and imports of a tenant's memory, as a stream. */
@RestController
@Tag(name = "Transfer")
class TransferController {

    private static final String JSON_LINES = "application/jsonl";

    private final TenantMemories memories;

    TransferController(TenantMemories memories) {
        this.memories = memories;
    }

    /** The format of an import. */
    enum Format {
        /** An export of Memoir. */
        MEMOIR,
        /** What mem0's get_all returned. */
        MEM0,
        /** The conversations that ChatGPT or Claude exported. */
        CHAT
    }

    /**
     * The result of an import.
     *
     * @param added the number of imported records by type
     * @param present the number of records that existed already
     * @param forgotten the number of records that were forgotten here, and are not restored
     * @param incomplete the number of records that lack something they need
     * @param whole whether the file was whole
     * @param reasons the number of losses by reason
     */
    record Imported(
            Map<String, Long> added,
            long present,
            long forgotten,
            long incomplete,
            boolean whole,
            Map<String, Long> reasons) {

        static Imported of(ImportResult result) {
            return new Imported(
                    result.added(),
                    result.present(),
                    result.forgotten(),
                    result.incomplete(),
                    result.complete(),
                    result.reasons());
        }
    }

    /** Writes on the request's thread: a slow client slows the export down, and needs no memory. */
    @GetMapping("/api/v1/export")
    @Operation(
            operationId = "export",
            summary = "Export a scope, or everything of the tenant with an admin key, as JSON Lines",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "OK",
                            content = @Content(mediaType = JSON_LINES, schema = @Schema(type = "string"))))
    void export(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters parameters,
            @RequestParam(defaultValue = "false") boolean vectors,
            HttpServletResponse response)
            throws IOException {
        boolean everything = parameters.isEmpty() && caller.fixedScope() == null;
        if (everything) {
            caller.requireAdmin();
        }
        Scope scope = everything ? null : parameters.of(caller);
        CallerMemory memory = memories.of(caller);
        response.setContentType(JSON_LINES);
        response.setCharacterEncoding("UTF-8");
        memory.exportTo(
                response.getOutputStream(),
                ExportRequest.builder().scope(scope).vectors(vectors).build());
    }

    @AdminOnly
    @PostMapping("/api/v1/import")
    @Operation(
            operationId = "import",
            summary = "Import an export of Memoir, mem0, ChatGPT or Claude; what exists already is kept",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = JSON_LINES, schema = @Schema(type = "string")),
                                @Content(mediaType = "application/json", schema = @Schema(type = "string"))
                            }))
    Imported imported(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters owner,
            @RequestParam(defaultValue = "MEMOIR") Format format,
            HttpServletRequest request)
            throws IOException {
        Maintenance maintenance = memories.of(caller).maintenance();
        if (format == Format.MEMOIR) {
            return Imported.of(maintenance.importFrom(
                    request.getInputStream(), Math.max(0, request.getContentLengthLong()), ProgressListener.SILENT));
        }
        Path file = Files.createTempFile("memoir-import", ".json");
        try {
            Files.copy(request.getInputStream(), file, StandardCopyOption.REPLACE_EXISTING);
            return Imported.of(
                    format == Format.CHAT
                            ? maintenance.importFrom(new ChatExport(file, owner.of(caller)), ProgressListener.SILENT)
                            : maintenance.importFrom(
                                    new Mem0Export(file, List.of(), optional(owner, caller)), ProgressListener.SILENT));
        } finally {
            Files.delete(file);
        }
    }

    private static @Nullable Scope optional(ScopeParameters owner, Caller caller) {
        return owner.isEmpty() ? null : owner.of(caller);
    }
}
