/**
 * Names of people and things in texts, and which of them denote the same entity.
 *
 * <p>{@link dev.memoir.entity.NameMatcher} finds known names in a text,
 * {@link dev.memoir.entity.PronounReferents} whom "I" and "you" mean in a turn, and
 * {@link dev.memoir.entity.EntityClusters} decides which {@linkplain dev.memoir.entity.NameMention mentions} denote the
 * same entity. For authors of ledgers; everything here is a pure function of its arguments.
 */
@NullMarked
package dev.memoir.entity;

import org.jspecify.annotations.NullMarked;
