// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.ai.document.Document;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;

/**
 * An embedding model that needs no download: texts that share words are near to each other. It prepends a document's
 * metadata to its text, as OpenAI's does, and records its requests.
 */
public final class ScriptedEmbeddings implements EmbeddingModel {

    public static final int DIMENSION = 64;

    public final List<List<String>> requests = new CopyOnWriteArrayList<>();
    private final String name;

    public ScriptedEmbeddings() {
        this("words-64");
    }

    ScriptedEmbeddings(String name) {
        this.name = name;
    }

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        requests.add(request.getInstructions());
        List<Embedding> embeddings = new ArrayList<>();
        for (String text : request.getInstructions()) {
            embeddings.add(new Embedding(vector(text), embeddings.size()));
        }
        EmbeddingResponseMetadata metadata = new EmbeddingResponseMetadata();
        metadata.setModel(name);
        return new EmbeddingResponse(embeddings, metadata);
    }

    @Override
    public float[] embed(Document document) {
        return embed(getEmbeddingContent(document));
    }

    @Override
    public String getEmbeddingContent(Document document) {
        return document.getFormattedContent(MetadataMode.EMBED);
    }

    @Override
    public int dimensions() {
        return DIMENSION;
    }

    /** Returns the texts of all requests. */
    List<String> texts() {
        return requests.stream().flatMap(List::stream).toList();
    }

    static float[] vector(String text) {
        float[] vector = new float[DIMENSION];
        vector[0] = 0.1f;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            vector[Math.floorMod(word.hashCode() * 31, DIMENSION)] += 1;
        }
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
