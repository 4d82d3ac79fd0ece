// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import dev.memoir.llm.LanguageModel;
import java.util.function.Supplier;

/**
 * A model from which replies are recorded.
 *
 * @param name the name of the model, stored with each reply
 * @param model creates the model, which may require a key; only called if something is recorded
 */
record Recorder(String name, Supplier<? extends LanguageModel> model) {}
