// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds bank account numbers (IBAN, ISO 13616) by length and check digits, in either case, with or without spaces. */
final class IbanFinder {

    /** The lookahead comes first because it fails sooner than the lookbehind: 0.01 instead of 0.03 s per megabyte. */
    private static final Pattern BEGINNING =
            Pattern.compile("(?=[A-Za-z]{2}\\d{2})(?<![\\p{L}\\p{N}_-])[A-Za-z]{2}\\d{2}(?=[ ]?[A-Za-z0-9])");

    /** Country codes with their lengths, from the IBAN registry, release 97. */
    private static final String LENGTHS =
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18"
                    + " DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23"
                    + " IQ23 IS26 IT27 JO30 KW30 KZ20"
                    + " LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15"
                    + " PK24 PL28 PS29 PT25 QA29 RO24 RS22"
                    + " SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20";

    private static final Map<String, Integer> LENGTH = lengths();

    private IbanFinder() {}

    /** The position of a number in a text. */
    record Found(int start, int end) {}

    /** {@return the first number at or after an index of a text} */
    static Optional<Found> find(String text, int from) {
        Matcher beginning = BEGINNING.matcher(text);
        int at = from;
        while (at <= text.length() && beginning.find(at)) {
            int end = end(text, beginning.start());
            if (end > 0) {
                return Optional.of(new Found(beginning.start(), end));
            }
            at = beginning.start() + 1;
        }
        return Optional.empty();
    }

    /** {@return the end of the valid number that starts here, or -1} */
    private static int end(String text, int start) {
        int length = LENGTH.getOrDefault(text.substring(start, start + 2).toUpperCase(Locale.ROOT), 0);
        StringBuilder plain = new StringBuilder();
        int at = start;
        while (at < text.length() && plain.length() < length) {
            char c = text.charAt(at);
            boolean space = c == ' ' && text.charAt(at - 1) != ' ';
            if (!space && (c > 'z' || !Character.isLetterOrDigit(c))) {
                return -1;
            }
            if (!space) {
                plain.append(c);
            }
            at++;
        }
        boolean whole = at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
        return length > 0 && plain.length() == length && whole && valid(plain.toString()) ? at : -1;
    }

    private static boolean valid(String iban) {
        int rest = 0;
        for (int i = 0; i < iban.length(); i++) {
            int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }

    private static Map<String, Integer> lengths() {
        Map<String, Integer> lengths = new HashMap<>();
        for (String entry : LENGTHS.split(" ", -1)) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return Map.copyOf(lengths);
    }
}
