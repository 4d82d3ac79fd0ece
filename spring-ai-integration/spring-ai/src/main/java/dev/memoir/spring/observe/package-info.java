/** What operators see of a memory: observations and meters, with numbers and outcomes, and never a word that was said. */
@NullMarked
package dev.memoir.spring.observe;

import org.jspecify.annotations.NullMarked;
