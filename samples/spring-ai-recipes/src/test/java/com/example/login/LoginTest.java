// SPDX-License-Identifier: Apache-2.0
package com.example.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.LoginCheck;
import dev.memoir.Scope;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Spring MVC. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "memoir.extraction.enabled=false")
class LoginTest extends LoginCheck {

    @Test
    void a_stream_that_a_chat_memory_continues_on_another_thread_keeps_its_login() {
        checked("/window");
    }

    @Test
    void a_stream_that_the_application_subscribes_to_needs_the_context_of_its_thread() {
        checked("/captured");
        assertThat(asked("/lost", "max", "Max asks. Where is my sister?").join())
                .isEqualTo("Noted.");
        assertThat(memory.stats(Scope.user("max")).turns()).isZero();
    }
}
