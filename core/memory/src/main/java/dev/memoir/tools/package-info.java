/** Memory as tools for a model, the same for every framework. */
@NullMarked
package dev.memoir.tools;

import org.jspecify.annotations.NullMarked;
