// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import dev.memoir.samples.server.security.FuzzTargets.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random requests to targets: valid bodies with values out of pools, or random JSON with field names that some protocol
 * knows, random parameters and headers that a careless server would believe.
 */
final class RandomRequests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    private static final List<String> FIELDS = List.of(
            "userId",
            "agentId",
            "runId",
            "user_id",
            "agent_id",
            "app_id",
            "run_id",
            "session_id",
            "tenant",
            "tenantId",
            "org_id",
            "project_id",
            "id",
            "ids",
            "memory_id",
            "memories",
            "query",
            "text",
            "filter",
            "filters",
            "conversation",
            "limit",
            "top_k",
            "after",
            "before",
            "page",
            "page_size",
            "types",
            "kinds",
            "asOf",
            "everything",
            "metadata",
            "name",
            "other",
            "groupBy",
            "AND",
            "OR",
            "NOT",
            "and",
            "or",
            "not",
            "key",
            "op",
            "value",
            "values",
            "messages",
            "schema",
            "entity_id",
            "entity_type",
            "includeExpired",
            "past",
            "expired",
            "suppressed",
            "newestFirst",
            "vectors",
            "threshold",
            "fields",
            "categories",
            "keywords",
            "created_at");

    private static final List<String> HEADERS = List.of(
            "X-Tenant",
            "X-Tenant-Id",
            "X-User",
            "X-User-Id",
            "Mem0-User-ID",
            "X-Forwarded-User",
            "X-Original-URL",
            "X-Rewrite-URL",
            "X-HTTP-Method-Override",
            "X-Memoir-Scope",
            "Cookie",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "X-Request-Id",
            "Mcp-Session-Id",
            "Last-Event-ID");

    private final Random random;
    private final List<Target> targets;
    private final List<String> users;
    private final List<String> ids;
    private final List<String> texts;

    RandomRequests(Random random, List<Target> targets, List<String> users, List<String> ids, List<String> texts) {
        this.random = random;
        this.targets = targets;
        this.users = users;
        this.ids = ids;
        this.texts = texts;
    }

    FuzzClient.Request next() {
        Target target = pick(targets);
        List<String> headers = new ArrayList<>(List.of("Content-Type", "application/json"));
        while (random.nextInt(4) == 0) {
            headers.add(pick(HEADERS));
            headers.add(plain(random.nextBoolean() ? pick(ids) : pick(users)));
        }
        return new FuzzClient.Request(target.method(), path(target), body(target), headers);
    }

    Target target() {
        return pick(targets);
    }

    String path(Target target) {
        String path = VARIABLE.matcher(target.path())
                .replaceAll(
                        variable -> Matcher.quoteReplacement(encoded(random.nextInt(5) > 0 ? pick(ids) : pick(users))));
        StringJoiner query = new StringJoiner("&");
        if (random.nextInt(3) > 0) {
            query.add((random.nextBoolean() ? "userId=" : "user_id=") + encoded(pick(users)));
        }
        while (random.nextInt(3) == 0) {
            query.add(pick(FIELDS) + "=" + encoded(String.valueOf(scalar())));
        }
        if (random.nextInt(6) == 0) {
            query.add("filter=" + encoded(JSON.writeValueAsString(value(3))));
        }
        return query.length() == 0 ? path : path + "?" + query;
    }

    /** A body that is valid in form, or random JSON; none for most requests that read. */
    byte[] body(Target target) {
        if (target.method().equals("GET") || (target.body().isEmpty() && random.nextInt(3) == 0)) {
            return new byte[0];
        }
        String json = target.body().isEmpty() || random.nextInt(4) == 0
                ? JSON.writeValueAsString(object(4))
                : filled(target.body());
        return json.getBytes(StandardCharsets.UTF_8);
    }

    String filled(String template) {
        return template.replace("$USER", escaped(pick(users)))
                .replace("$ID", escaped(pick(ids)))
                .replace("$TEXT", escaped(pick(texts)));
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new java.util.LinkedHashMap<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            object.put(pick(FIELDS), value(depth - 1));
        }
        return object;
    }

    private Object value(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            if (random.nextBoolean()) {
                return object(depth);
            }
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                list.add(value(depth - 1));
            }
            return list;
        }
        return scalar();
    }

    private Object scalar() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(1000);
            case 1 -> random.nextBoolean();
            case 2, 3 -> pick(ids);
            case 4 -> pick(texts);
            default -> pick(users);
        };
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String escaped(String text) {
        String quoted = JSON.writeValueAsString(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String plain(String text) {
        return text.replaceAll("[^\\x21-\\x7e]", "_");
    }
}
