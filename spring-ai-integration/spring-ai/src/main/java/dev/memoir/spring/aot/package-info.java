/**
 * Runtime hints for native images. {@link dev.memoir.spring.aot.MemoirRuntimeHints} registers the resources, native
 * libraries and classes that Memoir and its embedded defaults load by name. What is added to the class path by name
 * must be added here, too; {@code MemoirRuntimeHintsTest} checks it.
 */
@NullMarked
package dev.memoir.spring.aot;

import org.jspecify.annotations.NullMarked;
