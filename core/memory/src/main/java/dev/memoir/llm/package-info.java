/**
 * The SPI of language models, and the treatment of their replies and failures.
 *
 * <p>{@link dev.memoir.llm.LanguageModel} is what an application or integration implements. Its two exceptions decide
 * what happens to a failed call: it is retried after {@link dev.memoir.llm.ModelUnavailableException}, and split after
 * {@link dev.memoir.llm.PromptRejectedException}. {@link dev.memoir.llm.HttpFailure} maps HTTP errors to these
 * exceptions, {@link dev.memoir.llm.ReasoningFilter} removes reasoning from replies, and
 * {@link dev.memoir.llm.QuotingReply} replies without a model.
 */
@NullMarked
package dev.memoir.llm;

import org.jspecify.annotations.NullMarked;
