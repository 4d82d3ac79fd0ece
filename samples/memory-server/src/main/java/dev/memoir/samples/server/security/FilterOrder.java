// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import org.springframework.core.Ordered;

/** The order of the filters; the first is the outermost. */
final class FilterOrder {

    static final int REQUEST_ID = Ordered.HIGHEST_PRECEDENCE + 10;
    static final int TARGET = Ordered.HIGHEST_PRECEDENCE + 20;
    static final int CORS = Ordered.HIGHEST_PRECEDENCE + 30;
    static final int BODY = Ordered.HIGHEST_PRECEDENCE + 40;
    static final int AUTHENTICATION = Ordered.HIGHEST_PRECEDENCE + 50;
    static final int RATE = Ordered.HIGHEST_PRECEDENCE + 60;

    private FilterOrder() {}
}
