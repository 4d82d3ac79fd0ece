// SPDX-License-Identifier: Apache-2.0
package com.example.reactive;

import com.example.LoginCheck;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "memoir.extraction.enabled=false",
            "spring.main.web-application-type=reactive",
            "spring.reactor.context-propagation=auto"
        })
class ReactiveContextTest extends LoginCheck {

    @Test
    void a_blocking_call_has_the_login_if_reactor_propagates_its_context() {
        checked("/call");
    }
}
