/** What those do who run a memory, on the command line: export, import, reindex. */
@NullMarked
package dev.memoir.samples.operations;

import org.jspecify.annotations.NullMarked;
