/**
 * The REST protocol that mem0's published clients speak, so that they work unchanged: the paths of the platform, under
 * {@code /v1}, {@code /v2} and {@code /v3} and with a slash at the end ({@code Platform…Controller}), and those of the
 * self-hosted server, without ({@code SelfHosted…Controller}). Both use the same services ({@code Mem0…}) on the
 * caller's memory, and answer errors in mem0's shapes.
 *
 * <p>What Memoir does not have answers with an error that names it, never with an empty success. {@code docs/mem0.md}
 * lists what behaves differently.
 */
@NullMarked
package dev.memoir.samples.server.mem0;

import org.jspecify.annotations.NullMarked;
