// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.vectorstore.VectorHit;
import dev.memoir.vectorstore.VectorQuery;
import dev.memoir.vectorstore.VectorStoreAdapter;
import dev.memoir.vectorstore.VectorStoreCondition;
import dev.memoir.vectorstore.VectorStoreDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A collection of a Chroma server. Thread-safe. */
final class ChromaStore implements VectorStoreAdapter {

    /** Documents per request: as JSON, 384 numbers take some 4 kB. */
    private static final int BATCH = 250;

    /**
     * Chroma's graph parameters. A scope's filter admits few of the nodes that a search visits, and what is not visited
     * is not found: the default of 100 is below a usual pool.
     */
    private static final Map<String, Object> GRAPH =
            Map.of("space", "cosine", "ef_search", 400, "ef_construction", 200, "max_neighbors", 32);

    private final ChromaClient client;
    private final String collection;
    private final int batch;

    ChromaStore(ChromaClient client, String name) {
        this.client = client;
        batch = Math.max(1, Math.min(BATCH, client.batch()));
        collection =
                client.collection(Map.of("name", name, "get_or_create", true, "configuration", Map.of("hnsw", GRAPH)));
    }

    @Override
    public String name() {
        return "Chroma at " + client.root();
    }

    @Override
    public void add(List<VectorStoreDocument> documents) {
        for (int from = 0; from < documents.size(); from += batch) {
            List<VectorStoreDocument> chunk = documents.subList(from, Math.min(documents.size(), from + batch));
            Map<String, Object> records = new LinkedHashMap<>();
            records.put("ids", chunk.stream().map(VectorStoreDocument::id).toList());
            records.put(
                    "embeddings",
                    chunk.stream().map(VectorStoreDocument::vector).toList());
            records.put(
                    "metadatas",
                    chunk.stream().map(VectorStoreDocument::metadata).toList());
            client.post("store documents", collection, "upsert", records);
        }
    }

    @Override
    public void remove(List<String> ids) {
        for (int from = 0; from < ids.size(); from += batch) {
            List<String> chunk = ids.subList(from, Math.min(ids.size(), from + batch));
            client.post("remove documents", collection, "delete", Map.of("ids", chunk));
        }
    }

    @Override
    public boolean removeWhere(List<VectorStoreCondition> conditions) {
        client.post("remove documents", collection, "delete", Map.of("where", all(conditions)));
        return true;
    }

    @Override
    public List<VectorHit> search(VectorQuery query, int limit, List<VectorStoreCondition> conditions) {
        JsonNode found = client.post(
                "search",
                collection,
                "query",
                Map.of(
                        "query_embeddings",
                        List.of(query.vector()),
                        "n_results",
                        limit,
                        "where",
                        all(conditions),
                        "include",
                        List.of("metadatas", "distances")));
        JsonNode ids = found.path("ids").path(0);
        JsonNode distances = found.path("distances").path(0);
        JsonNode metadatas = found.path("metadatas").path(0);
        List<VectorHit> hits = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            hits.add(new VectorHit(
                    ids.path(i).asText(),
                    metadata(metadatas.path(i)),
                    1 - distances.path(i).asDouble()));
        }
        return hits;
    }

    private static Map<String, Object> metadata(JsonNode node) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            metadata.put(entry.getKey(), value.isNumber() ? value.numberValue() : value.asText());
        });
        return metadata;
    }

    /** Chroma rejects an "and" of a single condition. */
    private static Map<String, Object> all(List<VectorStoreCondition> conditions) {
        List<Map<String, Object>> each =
                conditions.stream().map(ChromaStore::one).toList();
        return each.size() == 1 ? each.get(0) : Map.of("$and", each);
    }

    private static Map<String, Object> one(VectorStoreCondition condition) {
        if (condition instanceof VectorStoreCondition.AtLeast atLeast) {
            return Map.of(atLeast.key(), Map.of("$gte", atLeast.least()));
        }
        List<String> values = ((VectorStoreCondition.OneOf) condition).values();
        return Map.of(condition.key(), values.size() == 1 ? Map.of("$eq", values.get(0)) : Map.of("$in", values));
    }
}
