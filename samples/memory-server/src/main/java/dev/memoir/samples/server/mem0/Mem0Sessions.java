// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.tenant.TenantMemories;
import org.springframework.stereotype.Component;

/** Opens the session of a request. Thread-safe. */
@Component
class Mem0Sessions {

    private final TenantMemories memories;

    Mem0Sessions(TenantMemories memories) {
        this.memories = memories;
    }

    Mem0Session of(Caller caller) {
        return new Mem0Session(caller, memories.of(caller));
    }
}
