/**
 * The public API. {@link dev.memoir.LongTermMemory} is opened directly or through its
 * {@link dev.memoir.LongTermMemoryBuilder}; {@link dev.memoir.AddRequest},
 * {@link dev.memoir.StoreRequest}, {@link dev.memoir.SearchRequest} and {@link dev.memoir.ListRequest} describe calls,
 * and {@link dev.memoir.Turn} and {@link dev.memoir.Memory} are what it stores. Every call names a
 * {@link dev.memoir.Scope}: there is no default scope. Values are immutable, all failures are
 * {@link dev.memoir.MemoirException}s, and types of other packages are needed only to customise extraction, storage or
 * ranking.
 */
@NullMarked
package dev.memoir;

import org.jspecify.annotations.NullMarked;
