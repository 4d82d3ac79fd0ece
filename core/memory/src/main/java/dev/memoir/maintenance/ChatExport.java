// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import dev.memoir.Scope;
import java.nio.file.Path;

/**
 * The conversations exported by ChatGPT or Claude: the file {@code conversations.json} of their export archive.
 *
 * @param file the file; its content shows which of the two wrote it
 * @param scope the scope to import the turns into; the export names no user
 */
public record ChatExport(Path file, Scope scope) {}
