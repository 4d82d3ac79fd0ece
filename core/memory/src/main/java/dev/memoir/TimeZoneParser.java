package dev.memoir;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Reads the time zones that applications name in settings and parameters. */
public final class TimeZoneParser {

    private TimeZoneParser() {}

    /**
     * {@return the time zone that a text names}
     *
     * @param id an id of the IANA time zone database, such as {@code Europe/Berlin}, or an offset, such as {@code +09:00}
     * @throws InvalidInputException if this Java knows no such time zone
     */
    public static ZoneId parse(String id) {
        try {
            return ZoneId.of(id.strip());
        } catch (DateTimeException e) {
            throw new InvalidInputException("'" + id + "' is no time zone. Give an id of the IANA time zone database,"
                    + " such as Europe/Berlin, or an offset, such as +09:00.");
        }
    }

    /**
     * {@return the time zone that a parameter of a call gives}
     *
     * @param zone a {@link ZoneId}, or its id as text
     * @throws InvalidInputException if it is neither
     */
    public static ZoneId parse(Object zone) {
        return zone instanceof ZoneId parsed ? parsed : parse(zone.toString());
    }
}
