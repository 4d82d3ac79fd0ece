// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * A numbered page.
 *
 * @param number the number, from 1
 * @param size the maximum number of entries
 */
record Mem0Page(int number, int size) {

    static final int DEFAULT_SIZE = 100;

    /** The platform's maximum, to which larger sizes are reduced. */
    static final int MAX_SIZE = 200;

    Mem0Page {
        if (number < 1 || size < 1) {
            throw RequestProblem.invalid("page and page_size must be at least 1.");
        }
    }

    /** {@return the page of a request; the query takes precedence over the body} */
    static Mem0Page of(RequestFields body, @Nullable Integer page, @Nullable Integer pageSize) {
        Integer bodyPage = body.integer("page", 1, Integer.MAX_VALUE);
        Integer bodySize = body.integer("page_size", 1, Integer.MAX_VALUE);
        return of(page != null ? page : bodyPage, pageSize != null ? pageSize : bodySize);
    }

    static Mem0Page of(@Nullable Integer page, @Nullable Integer pageSize) {
        return new Mem0Page(page == null ? 1 : page, pageSize == null ? DEFAULT_SIZE : Math.min(pageSize, MAX_SIZE));
    }

    /** {@return the answer with the entries of this page, and the addresses of its neighbours} */
    Map<String, Object> body(long count, List<?> results) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("count", count);
        body.put("next", (long) number * size < count ? address(number + 1) : null);
        body.put("previous", number > 1 && count > 0 ? address(number - 1) : null);
        body.put("results", results);
        return body;
    }

    private String address(int page) {
        return ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("page", page)
                .replaceQueryParam("page_size", size)
                .toUriString();
    }
}
