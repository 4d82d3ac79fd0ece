// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.memoir.InvalidInputException;
import dev.memoir.TimeZoneParser;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the time zone of a call from its invocation parameter {@link MemoirAttachment#ZONE}. Never fails a call. */
final class CallZone {

    private static final Logger LOG = LoggerFactory.getLogger(CallZone.class);

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private CallZone() {}

    /** {@return the time zone; null, which selects the memory's, if the parameter is missing or invalid} */
    static @Nullable ZoneId of(@Nullable InvocationContext context) {
        InvocationParameters parameters = context == null ? null : context.invocationParameters();
        Object given = parameters == null ? null : parameters.asMap().get(MemoirAttachment.ZONE);
        try {
            return given == null ? null : TimeZoneParser.parse(given);
        } catch (InvalidInputException e) {
            if (!WARNED.getAndSet(true)) {
                LOG.warn(
                        "Invalid invocation parameter \"{}\"; using the memory's time zone instead: {}"
                                + " This is logged once.",
                        MemoirAttachment.ZONE,
                        e.getMessage());
            }
            return null;
        }
    }
}
