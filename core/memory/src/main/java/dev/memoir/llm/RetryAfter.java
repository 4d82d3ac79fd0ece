// SPDX-License-Identifier: Apache-2.0
package dev.memoir.llm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how long a provider asks to wait, from {@code Retry-After} (RFC 9110, section 10.2.3) or an error message. */
public final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

    /** The format of OpenAI's rate limits: "Please try again in 1m6.5s", "in 20ms". */
    private static final Pattern TRY_AGAIN = Pattern.compile(
            "(?i)try again in (?:(\\d{1,3})h)?(?:(\\d{1,4})m(?!s))?(?:(\\d{1,6}(?:\\.\\d{1,6})?)(ms|s))?");

    private RetryAfter() {}

    /**
     * {@return the wait that a header asks for, or empty if it cannot be parsed}
     *
     * @param value the value of {@code Retry-After}: seconds, or an HTTP date
     * @param now the current time, to convert a date to a wait
     */
    public static Optional<Duration> fromHeader(@Nullable String value, Instant now) {
        if (value == null) {
            return Optional.empty();
        }
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(seconds(text));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ENGLISH))
                    .toInstant();
            Duration wait = Duration.between(now, until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return the wait that an error message asks for, or empty if there is none}
     *
     * @param message the message or body, such as "Rate limit reached. Please try again in 20s."
     */
    public static Optional<Duration> fromMessage(@Nullable String message) {
        Matcher wait = TRY_AGAIN.matcher(message == null ? "" : message);
        if (!wait.find()) {
            return Optional.empty();
        }
        Duration sum = Duration.ofHours(number(wait.group(1))).plusMinutes(number(wait.group(2)));
        if (wait.group(3) != null) {
            Duration rest = seconds(wait.group(3));
            sum = sum.plus("ms".equalsIgnoreCase(wait.group(4)) ? rest.dividedBy(1000) : rest);
        }
        return sum.isZero() ? Optional.empty() : Optional.of(sum);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Duration seconds(String seconds) {
        return Duration.ofNanos(Math.round(Double.parseDouble(seconds) * 1e9));
    }
}
