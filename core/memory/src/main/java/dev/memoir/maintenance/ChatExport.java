package dev.memoir.maintenance;

import dev.memoir.Scope;
import java.nio.file.Path;

/**
 * The conversations that ChatGPT or Claude exports: the file {@code conversations.json} of the archive that either sends.
 *
 * @param file the file; which of the two wrote it is recognised by its content
 * @param scope the scope that the turns are imported into: the export names no user
 */
public record ChatExport(Path file, Scope scope) {}
