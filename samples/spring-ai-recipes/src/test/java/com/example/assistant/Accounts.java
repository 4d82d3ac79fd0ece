// SPDX-License-Identifier: Apache-2.0
package com.example.assistant;

import dev.memoir.ForgetResult;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import org.springframework.stereotype.Service;

@Service
class Accounts {

    private final LongTermMemory memory;

    Accounts(LongTermMemory memory) {
        this.memory = memory;
    }

    ForgetResult close(String user) {
        return memory.forget(Scope.user(user));
    }
}
