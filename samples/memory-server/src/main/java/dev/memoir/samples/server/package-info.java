/**
 * The memory server: {@code ./memoir serve} and {@code ./memoir keys}. {@link ServerCommands} is the command line,
 * {@link ServerApplication} the Spring Boot application, {@link ServerSettings} its configuration.
 *
 * <p>Each tenant has a memory of its own. A controller only sees the memory of its caller, which checks the scope and
 * the rights of the key and writes the audit log: see {@code .tenant}, {@code .key} and {@code .audit}.
 */
@NullMarked
package dev.memoir.samples.server;

import org.jspecify.annotations.NullMarked;
