// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names query parameters that change nothing, which clients of a controller may send all the same. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface IgnoredParameters {

    /** {@return the names of the parameters} */
    String[] value();
}
