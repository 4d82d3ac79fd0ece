// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;

/**
 * The log of commands that run no application, on standard error: standard output belongs to what the command prints, a
 * key or a protocol.
 */
final class CommandLogging {

    private CommandLogging() {}

    static void initialize() {
        System.setOut(System.err);
        LoggingSystem.get(CommandLogging.class.getClassLoader())
                .initialize(
                        new LoggingInitializationContext(new StandardEnvironment()),
                        "classpath:logback-spring.xml",
                        null);
    }
}
