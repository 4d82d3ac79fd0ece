package dev.memoir.testing;

import dev.memoir.llm.LanguageModel;
import java.util.function.Supplier;

/**
 * What replies are recorded from.
 *
 * @param name the model's, noted beside each reply
 * @param model asked for only when something is recorded: it may need a key
 */
record Recorder(String name, Supplier<? extends LanguageModel> model) {}
