package dev.memoir.engine;

import dev.memoir.extract.FactExtractor;
import dev.memoir.extract.Gates;
import dev.memoir.ingest.IngestSettings;

/**
 * What a memory learns with.
 *
 * @param extractor draws facts from turns
 * @param gates check what it proposes
 * @param settings when and how
 */
public record Teacher(FactExtractor extractor, Gates gates, IngestSettings settings) {}
