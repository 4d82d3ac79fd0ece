// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static dev.memoir.spring.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;
import static org.springframework.web.reactive.function.server.RouterFunctions.toWebHandler;

import dev.memoir.Scope;
import io.micrometer.context.ContextRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.security.authentication.UserDetailsRepositoryReactiveAuthenticationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The scope of a streamed turn if the user is in Reactor's context and no advisor parameter names one. */
class ReactiveScopeTest extends MemoryFixture {

    private static final ScopeResolver LOGIN = ScopeResolver.fromReactive(ReactiveSecurityContextHolder.getContext()
            .map(context -> Scope.user(context.getAuthentication().getName())));

    @Test
    void a_webflux_application_has_the_scope_of_its_login() throws Exception {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("In Lisbon.");
        ChatClient client = client(model, LOGIN);
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(application(client)))
                .bindNow(Duration.ofSeconds(20));
        try {
            assertThat(ask(server, "zoe")).isEqualTo("In Lisbon.");
            assertThat(model.lastSystem()).contains("moved to Lisbon");
            assertThat(ask(server, "tom")).isEqualTo("In Lisbon.");
            assertThat(model.prompts.get(1).getSystemMessage().getText()).doesNotContain("moved to Lisbon");
        } finally {
            server.disposeNow(Duration.ofSeconds(20));
        }
        assertThat(remembered()).contains("USER: Where does she live?");
    }

    private static HttpHandler application(ChatClient client) {
        SecurityWebFilterChain security = ServerHttpSecurity.http()
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                .httpBasic(basic -> basic.authenticationManager(new UserDetailsRepositoryReactiveAuthenticationManager(
                        new MapReactiveUserDetailsService(user("zoe"), user("tom")))))
                .build();
        return WebHttpHandlerBuilder.webHandler(toWebHandler(route(
                        POST("/chat"),
                        request -> request.bodyToMono(String.class)
                                .flatMap(words -> ServerResponse.ok()
                                        .body(client.prompt(words).stream().content(), String.class)))))
                .filter(new WebFilterChainProxy(security))
                .build();
    }

    private static UserDetails user(String name) {
        return User.withUsername(name).password("{noop}secret").roles("USER").build();
    }

    private static String ask(DisposableServer server, String user) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/chat"))
                                .header("Authorization", "Basic " + login)
                                .header("Content-Type", "text/plain")
                                .timeout(Duration.ofSeconds(20))
                                .POST(BodyPublishers.ofString("Where does she live?"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void a_resolver_sees_the_thread_locals_of_the_context_also_on_an_event_loop() {
        ThreadLocal<String> login = new ThreadLocal<>();
        ContextRegistry.getInstance().registerThreadLocalAccessor("login", login);
        try {
            known("My sister Ana moved to Lisbon in May.");
            ScriptedModel model = says("In Lisbon.");
            ChatClient client =
                    client(model, parameters -> Optional.ofNullable(login.get()).map(Scope::user));
            client.prompt("Where does she live?").stream()
                    .content()
                    .contextWrite(context -> context.put("login", "zoe"))
                    .blockLast(Duration.ofSeconds(20));
            assertThat(model.lastSystem()).contains("moved to Lisbon");
            Mono.defer(() -> client.prompt("Where does she live now?").stream()
                            .content()
                            .collectList())
                    .subscribeOn(Schedulers.parallel())
                    .contextWrite(context -> context.put("login", "zoe"))
                    .block(Duration.ofSeconds(20));
            assertThat(model.lastSystem()).contains("moved to Lisbon");
            assertThat(login.get()).isNull();
        } finally {
            ContextRegistry.getInstance().removeThreadLocalAccessor("login");
        }
    }

    @Test
    void outside_of_a_pipeline_nobody_is_logged_in() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("I do not know.");
        client(model, LOGIN).prompt("Where does she live?").call().content();
        assertThat(model.lastSystem()).doesNotContain("Lisbon");
    }

    private ChatClient client(ScriptedModel model, ScopeResolver scopes) {
        advisor = LongTermMemoryAdvisor.builder(memory).scopes(scopes).build();
        return client(model);
    }
}
