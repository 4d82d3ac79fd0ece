// SPDX-License-Identifier: Apache-2.0
package com.example.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.LoginCheck;
import dev.memoir.Scope;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import reactor.core.publisher.Hooks;

/** Spring WebFlux. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"memoir.extraction.enabled=false", "spring.main.web-application-type=reactive"})
class ReactiveTest extends LoginCheck {

    @Test
    void a_blocking_call_has_no_login_and_therefore_no_memory() {
        assertThat(asked("/call", "max", "Max calls. Where is my sister?").join())
                .isEqualTo("Noted.");
        assertThat(memory.stats(Scope.user("max")).turns()).isZero();
    }

    @Test
    void a_blocking_call_has_the_login_if_reactor_propagates_its_context() {
        // As spring.reactor.context-propagation=auto does.
        Hooks.enableAutomaticContextPropagation();
        try {
            checked("/call");
        } finally {
            Hooks.disableAutomaticContextPropagation();
        }
    }
}
