/** The ledger over JDBC. */
@NullMarked
package dev.memoir.ledger.jdbc;

import org.jspecify.annotations.NullMarked;
