// SPDX-License-Identifier: Apache-2.0
package com.example.h2;

import dev.memoir.UuidV7Generator;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.jdbc.JdbcLedger;
import dev.memoir.testing.contract.ScopeIsolationContract;
import java.time.InstantSource;

class H2ScopeIsolationTest extends ScopeIsolationContract {

    private int opened;

    /** A database in memory ends with its last connection. */
    @Override
    protected Ledger fresh() {
        return JdbcLedger.open(new H2Dialect("mem:isolation-" + ++opened), new UuidV7Generator(InstantSource.system()));
    }
}
