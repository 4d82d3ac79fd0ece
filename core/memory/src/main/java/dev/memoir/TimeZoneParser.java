// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Parses the time zones that applications give in settings and parameters. */
public final class TimeZoneParser {

    private TimeZoneParser() {}

    /**
     * {@return the time zone with an id}
     *
     * @param id an id of the IANA time zone database, such as {@code Europe/Berlin}, or an offset, such as
     *     {@code +09:00}
     * @throws InvalidInputException if this Java runtime knows no such time zone
     */
    public static ZoneId parse(String id) {
        try {
            return ZoneId.of(id.strip());
        } catch (DateTimeException e) {
            throw new InvalidInputException("'" + id + "' is not a time zone. Give an id of the IANA time zone"
                    + " database, such as Europe/Berlin, or an offset, such as +09:00.");
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
