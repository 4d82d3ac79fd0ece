/**
 * Tenants, their API keys, and those who call with them. {@link ApiKeyRepository} stores keys as hashes; {@link Caller}
 * is an authenticated caller: its tenant and what its key permits. Controllers take a {@code Caller} as an argument.
 */
@NullMarked
package dev.memoir.samples.server.key;

import org.jspecify.annotations.NullMarked;
