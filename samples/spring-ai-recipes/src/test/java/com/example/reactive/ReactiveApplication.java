// SPDX-License-Identifier: Apache-2.0
package com.example.reactive;

import com.example.StandIns;
import dev.memoir.Scope;
import dev.memoir.spring.ScopeResolver;
import java.util.stream.Collectors;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A chat on Spring WebFlux that knows its users by their login. */
@SpringBootApplication
@Import(StandIns.class)
class ReactiveApplication {

    @Configuration(proxyBeanMethods = false)
    static class MemoryOfTheLogin {

        @Bean
        ScopeResolver loggedIn() {
            return ScopeResolver.fromReactive(ReactiveSecurityContextHolder.getContext()
                    .mapNotNull(SecurityContext::getAuthentication)
                    .filter(login -> login.isAuthenticated() && !(login instanceof AnonymousAuthenticationToken))
                    .map(login -> Scope.user(login.getName())));
        }
    }

    @RestController
    static class ChatController {

        private final ChatClient client;

        ChatController(ChatClient.Builder builder) {
            client = builder.build();
        }

        @PostMapping("/stream")
        Flux<String> stream(@RequestBody String words) {
            return client.prompt(words).stream().content();
        }

        @PostMapping("/chat")
        Mono<String> chat(@RequestBody String words) {
            return client.prompt(words).stream().content().collect(Collectors.joining());
        }
    }

    /** A blocking call leaves the pipeline and its context. */
    @RestController
    static class BlockingController {

        private final ChatClient client;

        BlockingController(ChatClient.Builder builder) {
            client = builder.build();
        }

        @PostMapping("/call")
        Mono<String> chat(@RequestBody String words) {
            return Mono.fromCallable(() -> client.prompt(words).call().content())
                    .subscribeOn(Schedulers.boundedElastic());
        }
    }

    @Bean
    ReactiveUserDetailsService users() {
        return name ->
                Mono.just(User.withUsername(name).password("{noop}secret").build());
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .httpBasic(Customizer.withDefaults())
                .build();
    }
}
