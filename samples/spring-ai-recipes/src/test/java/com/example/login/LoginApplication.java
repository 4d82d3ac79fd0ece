// SPDX-License-Identifier: Apache-2.0
package com.example.login;

import com.example.StandIns;
import dev.memoir.Scope;
import dev.memoir.spring.ScopeResolver;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** A chat on Spring MVC that knows its users by their login. */
@SpringBootApplication
@Import(StandIns.class)
class LoginApplication {

    @Configuration(proxyBeanMethods = false)
    static class MemoryOfTheLogin {

        @Bean
        ScopeResolver loggedIn() {
            return parameters -> Optional.ofNullable(
                            SecurityContextHolder.getContext().getAuthentication())
                    .filter(login -> login.isAuthenticated() && !(login instanceof AnonymousAuthenticationToken))
                    .map(login -> Scope.user(login.getName()));
        }
    }

    @RestController
    static class ChatController {

        private final ChatClient client;

        ChatController(ChatClient.Builder builder) {
            client = builder.build();
        }

        @PostMapping("/chat")
        String chat(@RequestBody String words) {
            return client.prompt(words).call().content();
        }

        @PostMapping("/stream")
        Flux<String> stream(@RequestBody String words) {
            return client.prompt(words).stream().content();
        }
    }

    /** As above, with a chat memory, whose advisor continues a stream on another thread. */
    @RestController
    static class WindowController {

        private final ChatClient client;

        WindowController(ChatClient.Builder builder) {
            client = builder.defaultAdvisors(MessageChatMemoryAdvisor.builder(
                                    MessageWindowChatMemory.builder().build())
                            .build())
                    .build();
        }

        @PostMapping("/window")
        Flux<String> stream(@RequestBody String words) {
            return client.prompt(words).advisors(a -> a.param(ChatMemory.CONVERSATION_ID, "1")).stream()
                    .content();
        }

        @PostMapping("/captured")
        String captured(@RequestBody String words) {
            return stream(words).contextCapture().collect(Collectors.joining()).block();
        }

        @PostMapping("/lost")
        String lost(@RequestBody String words) {
            return stream(words).collect(Collectors.joining()).block();
        }
    }

    @Bean
    UserDetailsService users() {
        return name -> User.withUsername(name).password("{noop}secret").build();
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.csrf(CsrfConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .httpBasic(Customizer.withDefaults())
                .build();
    }
}
