package dev.memoir.extract;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers in a text, in digits of any script or in words, in every way in which they can be read. */
final class Numbers {

    /** At most so many parts: a group that repeats without bound takes a stack frame each time. */
    private static final Pattern DIGITS = Pattern.compile("\\d+(?:[.,:'’\u00A0\u202F]\\d+){0,7}");

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d\\d)(?::\\d\\d)?");
    private static final Pattern SEPARATOR = Pattern.compile("[.,:'’\u00A0\u202F]");
    private static final Pattern HAN = Pattern.compile("[〇零一二两兩三四五六七八九十百千万萬]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final String HAN_DIGITS = "〇一二三四五六七八九";
    private static final Map<String, Integer> NAMED = named("number.");

    /** "Due" is two in Italian. */
    private static final Map<String, Integer> PERHAPS = named("said.");

    private Numbers() {}

    /** {@return text whose digits are ours} */
    static String ascii(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** {@return every number that a text can mean} */
    static Set<String> readings(String text) {
        Set<String> readings = new HashSet<>();
        String ascii = ascii(text);
        Matcher digits = DIGITS.matcher(ascii);
        while (digits.find()) {
            readings.addAll(readingsOf(digits.group()));
        }
        int tens = 0;
        Matcher word = WORD.matcher(Essence.of(text));
        while (word.find()) {
            Integer value = NAMED.getOrDefault(word.group(), PERHAPS.get(word.group()));
            if (value != null) {
                readings.add(value.toString());
                if (tens > 0 && value < 10) {
                    readings.add(Integer.toString(tens + value));
                }
            }
            tens = value != null && value >= 20 && value <= 90 ? value : 0;
        }
        Matcher han = HAN.matcher(ascii);
        while (han.find()) {
            readings.add(Long.toString(value(han.group())));
        }
        return readings;
    }

    /** {@return whether each number of a claim is among those said; a clock's hour may be said in twelves} */
    static boolean allSaid(String claim, Set<String> said, String run) {
        Matcher digits = DIGITS.matcher(ascii(claim));
        while (digits.find()) {
            if (!said(digits.group(), said)) {
                return false;
            }
        }
        Matcher word = WORD.matcher(Essence.of(claim));
        while (word.find()) {
            Integer value = NAMED.get(word.group());
            if (value != null && value > 1 && !said.contains(value.toString())) {
                return false;
            }
        }
        Matcher han = HAN.matcher(claim);
        while (han.find()) {
            boolean counts = value(han.group()) > 1;
            if (counts && !run.contains(han.group()) && !said.contains(Long.toString(value(han.group())))) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether a text holds any number, in digits} */
    static boolean any(String text) {
        return DIGITS.matcher(ascii(text)).find();
    }

    private static boolean said(String digits, Set<String> said) {
        Matcher clock = CLOCK.matcher(digits);
        if (clock.matches()) {
            int hour = Integer.parseInt(clock.group(1));
            boolean minuteSaid = clock.group(2).equals("00") || said.contains(plain(clock.group(2)));
            return said.contains(digits)
                    || (minuteSaid
                            && (said.contains(Integer.toString(hour))
                                    || said.contains(Integer.toString(hour % 12))
                                    || (hour % 12 == 0 && said.contains("12"))));
        }
        return readingsOf(digits).stream().anyMatch(said::contains);
    }

    private static Set<String> readingsOf(String digits) {
        List<String> parts = List.of(SEPARATOR.split(digits));
        Set<String> readings = new HashSet<>();
        readings.add(digits);
        if (parts.size() == 1) {
            readings.add(plain(digits));
            return readings;
        }
        if (parts.stream().skip(1).allMatch(part -> part.length() == 3)) {
            readings.add(plain(String.join("", parts)));
        } else {
            parts.forEach(part -> readings.add(plain(part)));
        }
        if (parts.size() == 2) {
            String fraction = parts.get(1).replaceFirst("0+$", "");
            readings.add(fraction.isEmpty() ? plain(parts.get(0)) : plain(parts.get(0)) + "." + fraction);
        }
        return readings;
    }

    private static String plain(String digits) {
        return digits.replaceFirst("^0+(?=\\d)", "");
    }

    private static long value(String han) {
        long total = 0;
        long section = 0;
        long digit = 0;
        boolean positional = true;
        StringBuilder places = new StringBuilder();
        for (int i = 0; i < han.length(); i++) {
            char c = han.charAt(i);
            char plain = c == '零' ? '〇' : c == '两' || c == '兩' ? '二' : c == '萬' ? '万' : c;
            int value = HAN_DIGITS.indexOf(plain);
            if (value >= 0) {
                digit = value;
                places.append(value);
                continue;
            }
            positional = false;
            long unit = plain == '十' ? 10 : plain == '百' ? 100 : plain == '千' ? 1000 : 10_000;
            if (unit == 10_000) {
                total = (total + section + digit) * unit;
                section = 0;
            } else {
                section += (digit == 0 ? 1 : digit) * unit;
            }
            digit = 0;
        }
        if (positional) {
            return Long.parseLong(places.substring(0, Math.min(15, places.length())));
        }
        return total + section + digit;
    }

    private static Map<String, Integer> named(String kind) {
        Map<String, Integer> named = new HashMap<>();
        for (String key : Lexicon.keys(key -> key.startsWith(kind))) {
            int value = Integer.parseInt(key.substring(kind.length()));
            Lexicon.words(key).forEach(word -> named.put(word, value));
        }
        return named;
    }
}
