/** What those do who run a memory: retention, export and import, a change of the embedder or index. */
@NullMarked
package dev.memoir.maintenance;

import org.jspecify.annotations.NullMarked;
