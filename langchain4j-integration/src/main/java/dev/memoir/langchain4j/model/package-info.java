/**
 * Adapters from LangChain4j's models to the models of a memory: chat models ({@link
 * dev.memoir.langchain4j.model.LangChain4jLanguageModel}), embedding models ({@link
 * dev.memoir.langchain4j.model.LangChain4jEmbedder}) and scoring models ({@link
 * dev.memoir.langchain4j.model.LangChain4jReranker}).
 *
 * <p>Exception messages never quote texts of users.
 */
@NullMarked
package dev.memoir.langchain4j.model;

import org.jspecify.annotations.NullMarked;
