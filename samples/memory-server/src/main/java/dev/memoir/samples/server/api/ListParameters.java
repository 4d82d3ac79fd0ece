// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.InvalidInputException;
import dev.memoir.ListRequest;
import dev.memoir.Scope;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which items a listing shows, as query parameters.
 *
 * @param filter a condition on metadata, as JSON
 * @param suppressed whether suppressed items are listed, instead of all others
 * @param newestFirst whether the latest items come first
 * @param limit the maximum number of items on the page
 * @param after the {@code next} of the previous page
 */
record ListParameters(
        @Nullable String filter,
        @Nullable Boolean suppressed,
        @Nullable Boolean newestFirst,
        @Nullable Integer limit,
        @Nullable String after) {

    private static final int DEFAULT_LIMIT = 100;

    int most() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    ListRequest.Builder request(Scope scope, JsonMapper json) {
        ListRequest.Builder request =
                ListRequest.builder(scope).limit(most()).after(after).filter(FilterQuery.of(query(json)));
        if (Boolean.TRUE.equals(suppressed)) {
            request.onlySuppressed();
        }
        if (Boolean.TRUE.equals(newestFirst)) {
            request.newestFirst();
        }
        return request;
    }

    private @Nullable FilterQuery query(JsonMapper json) {
        try {
            return filter == null ? null : json.readValue(filter, FilterQuery.class);
        } catch (JacksonException e) {
            throw new InvalidInputException("The parameter 'filter' is not a valid filter in JSON.");
        }
    }
}
