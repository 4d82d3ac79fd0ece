// SPDX-License-Identifier: Apache-2.0
package com.example.assistant;

import dev.memoir.ForgetResult;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.spring.LongTermMemoryAdvisor;
import org.springframework.stereotype.Service;

@Service
class Accounts {

    private final LongTermMemory memory;
    private final LongTermMemoryAdvisor advisor;

    Accounts(LongTermMemory memory, LongTermMemoryAdvisor advisor) {
        this.memory = memory;
        this.advisor = advisor;
    }

    ForgetResult close(String user) {
        Scope scope = Scope.user(user);
        if (!advisor.awaitWritten(scope)) {
            throw new IllegalStateException("Turns of the user are still being written. Try again.");
        }
        return memory.forget(scope);
    }
}
