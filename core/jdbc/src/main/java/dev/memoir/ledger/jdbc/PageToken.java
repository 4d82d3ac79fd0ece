// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes the end of a page of a listing that is ordered by several columns. A token is only valid for its listing. */
final class PageToken {

    private PageToken() {}

    static String write(String listing, List<String> last) {
        StringBuilder token = new StringBuilder(listing);
        for (String value : last) {
            token.append('-')
                    .append(Base64.getEncoder()
                            .withoutPadding()
                            .encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        }
        return token.toString();
    }

    /** {@return the values of the last row of the previous page, or those before the first row} */
    static List<String> read(String listing, @Nullable String token, int size, List<String> first) {
        if (token == null) {
            return first;
        }
        String[] parts = token.split("-", -1);
        if (parts.length != size + 1 || !parts[0].equals(listing)) {
            throw unknown(listing);
        }
        List<String> last = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            try {
                last.add(new String(Base64.getDecoder().decode(parts[i]), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw unknown(listing);
            }
        }
        return last;
    }

    static long number(String listing, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw unknown(listing);
        }
    }

    private static InvalidInputException unknown(String listing) {
        return new InvalidInputException("The page token does not belong to this listing (" + listing
                + "). Pass the next() of the previous page, or null for the first page.");
    }
}
