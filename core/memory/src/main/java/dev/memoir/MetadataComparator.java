// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.math.BigDecimal;

/** Compares metadata values: numbers by value, strings by code point, nothing across types. */
final class MetadataComparator {

    private MetadataComparator() {}

    static boolean comparable(Object a, Object b) {
        return a instanceof Number ? b instanceof Number : a.getClass() == b.getClass();
    }

    static boolean equal(Object a, Object b) {
        return comparable(a, b) && compare(a, b) == 0;
    }

    static int compare(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return decimal(x).compareTo(decimal(y));
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        return byCodePoint((String) a, (String) b);
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }

    /** UTF-16 order puts U+10000 before U+FFFF; the byte order of every index and database does not. */
    private static int byCodePoint(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length()) {
            int x = a.codePointAt(i);
            int y = b.codePointAt(i);
            if (x != y) {
                return Integer.compare(x, y);
            }
            i += Character.charCount(x);
        }
        return Integer.compare(a.length(), b.length());
    }
}
