/**
 * The history of calls for the dashboard's charts: how many turns and memories were added and searches made, and how
 * long they took. {@link CallHistory} counts calls by the minute and writes them to the server's database, where
 * {@link CallHistoryRepository} keeps minutes for two days and hours for 90 days. Counts belong to a tenant and
 * contain no content.
 */
@NullMarked
package dev.memoir.samples.server.history;

import org.jspecify.annotations.NullMarked;
