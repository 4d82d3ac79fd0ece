/** Pending turns become memories: drawn, checked, resolved and committed together, in the order of the conversation. */
@NullMarked
package dev.memoir.ingest;

import org.jspecify.annotations.NullMarked;
