/**
 * What operators need: health, metrics, and the deletion of old audit entries. Metrics and logs name no user, no tenant
 * and no content.
 */
@NullMarked
package dev.memoir.samples.server.operation;

import org.jspecify.annotations.NullMarked;
