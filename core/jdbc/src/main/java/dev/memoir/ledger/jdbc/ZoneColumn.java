// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts a time zone to a column: its id, or NULL. */
final class ZoneColumn {

    private static final Logger LOG = LoggerFactory.getLogger(ZoneColumn.class);

    /** Ids unknown to this Java runtime; each is reported once. */
    private static final Set<String> UNKNOWN = ConcurrentHashMap.newKeySet();

    private ZoneColumn() {}

    static @Nullable String write(@Nullable ZoneId zone) {
        return zone == null ? null : zone.getId();
    }

    static @Nullable ZoneId read(ResultSet row, String column) throws SQLException {
        return read(row.getString(column));
    }

    /**
     * {@return the zone; null for one that only a newer time zone database knows, because such a row must remain
     * readable}
     */
    static @Nullable ZoneId read(@Nullable String id) {
        if (id == null) {
            return null;
        }
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            if (UNKNOWN.add(id)) {
                LOG.warn(
                        "The ledger contains the time zone {}, which this Java runtime does not know: its turns are"
                                + " read without a zone, its facts in UTC days. Update the Java runtime or its"
                                + " time zone data.",
                        id);
            }
            return null;
        }
    }
}
