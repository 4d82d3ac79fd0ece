// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;

/** The class name of a logged exception's cause, in parentheses; see {@code logback.xml}. */
public final class CauseName extends ThrowableHandlingConverter {

    @Override
    public String convert(ILoggingEvent event) {
        IThrowableProxy cause = event.getThrowableProxy();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null ? "" : " (" + cause.getClassName() + ")";
    }
}
