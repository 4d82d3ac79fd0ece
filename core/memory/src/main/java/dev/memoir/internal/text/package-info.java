/**
 * Words, tokens and normal forms of texts, for all languages and scripts. {@link
 * dev.memoir.internal.text.Language} reads the words of a language from its one file, {@code lang/<code>.properties};
 * {@link dev.memoir.internal.text.LanguageTopic} documents the keys.
 *
 * <p>Everything that compares texts uses this package, so that search, extraction and resolution agree on what a word
 * is. It knows no other package of Memoir; everything is a pure function of its arguments.
 */
@NullMarked
package dev.memoir.internal.text;

import org.jspecify.annotations.NullMarked;
