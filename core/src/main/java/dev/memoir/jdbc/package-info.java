/** What the ledger and the index in a database have in common: where their tables are, and how those come to be. */
@NullMarked
package dev.memoir.jdbc;

import org.jspecify.annotations.NullMarked;
