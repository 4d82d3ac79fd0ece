// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.app;

import dev.memoir.spring.LongTermMemoryAdvisor;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Assistant {
    public static void main(String[] args) {
        var builder = SpringApplication.run(Assistant.class, args).getBean(ChatClient.Builder.class);
        builder.defaultAdvisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"));
        for (var lines = new java.util.Scanner(System.in, "UTF-8"); lines.hasNextLine(); ) {
            System.out.println(builder.build().prompt(lines.nextLine()).call().content());
        }
    }
}
