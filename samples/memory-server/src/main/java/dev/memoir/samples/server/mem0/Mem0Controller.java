// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.security.IgnoredParameters;
import io.swagger.v3.oas.annotations.Hidden;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.RestController;

/** Marks a controller of mem0's protocol, which is not part of the API's own description. */
@Documented
@Hidden
@IgnoredParameters({
    RequestFields.SOURCE,
    RequestFields.OUTPUT_FORMAT,
    RequestFields.VERSION,
    RequestFields.API_VERSION,
    RequestFields.ORGANISATION,
    RequestFields.PROJECT,
    RequestFields.ASYNC_MODE
})
@RestController
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Mem0Controller {}
