// SPDX-License-Identifier: Apache-2.0
package com.example;

import dev.memoir.embed.Embedder;
import dev.memoir.testing.WordEmbedder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A model and an embedder that need no network and no time. */
@Configuration(proxyBeanMethods = false)
public class StandIns {

    @Bean
    ModelStandIn model() {
        return new ModelStandIn();
    }

    @Bean
    Embedder embedder() {
        return new WordEmbedder();
    }
}
