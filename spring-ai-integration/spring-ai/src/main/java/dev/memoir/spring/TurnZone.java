// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.InvalidInputException;
import dev.memoir.TimeZoneParser;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the time zone of a turn from the parameter {@link LongTermMemoryAdvisor#ZONE}. Never fails a turn. */
final class TurnZone {

    private static final Logger LOG = LoggerFactory.getLogger(TurnZone.class);

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private TurnZone() {}

    /** {@return the zone; null, which means the memory's, if none or no valid one is given} */
    static @Nullable ZoneId of(Map<String, ?> context) {
        Object given = context.get(LongTermMemoryAdvisor.ZONE);
        try {
            return given == null ? null : TimeZoneParser.parse(given);
        } catch (InvalidInputException e) {
            if (!WARNED.getAndSet(true)) {
                LOG.warn(
                        "The parameter \"{}\" of a turn is not usable, so the memory's time zone is used: {} This is"
                                + " logged once.",
                        LongTermMemoryAdvisor.ZONE,
                        e.getMessage());
            }
            return null;
        }
    }
}
