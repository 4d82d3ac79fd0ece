// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.testing.MemoirExtension;
import dev.memoir.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MemoirExtension.class)
class SisterTest {

    @Test
    void it_is_learned_where_she_lives(LongTermMemory memory, TestClock clock) {
        Scope zoe = Scope.user("zoe");
        memory.add(zoe, Turn.user("My sister Ana lives in Porto."));
        assertTrue(memory.learning().flush(Duration.ofMinutes(1)));

        clock.advance(Duration.ofDays(30));
        memory.add(zoe, Turn.user("Ana has moved to Lisbon."));
        assertTrue(memory.learning().flush(Duration.ofMinutes(1)));

        var facts = SearchRequest.builder(zoe, "Where does Ana live?")
                .types(ItemType.MEMORY)
                .build();
        assertEquals(
                "Ana, the user's sister, lives in Lisbon.",
                memory.search(facts).hits().get(0).item().text());
    }
}
