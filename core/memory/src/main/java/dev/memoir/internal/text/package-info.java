/**
 * Words, tokens and normal forms of texts, for all languages and scripts.
 *
 * <p>Everything that compares texts uses this package, so that search, extraction and resolution agree on what a word
 * is. It knows no other package of Memoir; everything is a pure function of its arguments.
 */
@NullMarked
package dev.memoir.internal.text;

import org.jspecify.annotations.NullMarked;
