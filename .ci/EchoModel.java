import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Stands in for OpenAI on loopback: answers every chat with all messages of its prompt. Prints its base address.
 */
class EchoModel {

    private static final Pattern CONTENT = Pattern.compile("\"(?:content|text)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            Matcher contents = CONTENT.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            String prompt = contents.results().map(content -> content.group(1)).collect(Collectors.joining("\\n"));
            byte[] reply = ("{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"echo\",\"choices\":"
                            + "[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"" + prompt
                            + "\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            try (exchange) {
                exchange.getResponseBody().write(reply);
            }
        });
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }
}
