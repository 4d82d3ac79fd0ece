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

/** The time zone of a call, which its invocation parameter {@link MemoirAiServices#ZONE} gives. Never fails a call. */
final class CallZone {

    private static final Logger LOG = LoggerFactory.getLogger(CallZone.class);

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private CallZone() {}

    /** {@return the zone; null, which means the memory's, where none is given or it is none} */
    static @Nullable ZoneId of(@Nullable InvocationContext context) {
        InvocationParameters parameters = context == null ? null : context.invocationParameters();
        Object given = parameters == null ? null : parameters.asMap().get(MemoirAiServices.ZONE);
        try {
            return given == null ? null : TimeZoneParser.parse(given);
        } catch (InvalidInputException e) {
            if (!WARNED.getAndSet(true)) {
                LOG.warn(
                        "The invocation parameter \"{}\" of a call is not usable, so the memory's time zone is used: {}"
                                + " This is said once.",
                        MemoirAiServices.ZONE,
                        e.getMessage());
            }
            return null;
        }
    }
}
