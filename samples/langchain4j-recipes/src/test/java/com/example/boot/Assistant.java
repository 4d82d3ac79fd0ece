// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.spring.AiService;

@AiService
interface Assistant {
    String chat(@MemoryId Conversation conversation, @UserMessage String words);
}
