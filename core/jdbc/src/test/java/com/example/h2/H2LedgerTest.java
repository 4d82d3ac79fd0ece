// SPDX-License-Identifier: Apache-2.0
package com.example.h2;

import dev.memoir.UuidV7Generator;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.jdbc.JdbcLedger;
import dev.memoir.testing.contract.AdminLedgerContract;
import dev.memoir.testing.contract.EntityLedgerContract;
import dev.memoir.testing.contract.LearningLedgerContract;
import dev.memoir.testing.contract.MemoryLedgerContract;
import dev.memoir.testing.contract.RetentionContract;
import dev.memoir.testing.contract.SummaryLedgerContract;
import dev.memoir.testing.contract.SuppressionContract;
import dev.memoir.testing.contract.TransferContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.h2.engine.Constants;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** A database that Memoir does not know holds a ledger, by the published SPI alone. */
class H2LedgerTest {

    @TempDir
    Path directory;

    private Ledger open(String name) {
        return JdbcLedger.open(
                new H2Dialect("file:" + directory.resolve(name)), new UuidV7Generator(InstantSource.system()));
    }

    @Nested
    class Memories extends MemoryLedgerContract {

        @Override
        protected String store() {
            return "H2 " + Constants.VERSION;
        }

        @Override
        protected Ledger open() {
            return H2LedgerTest.this.open("ledger");
        }
    }

    @Nested
    class Extraction extends LearningLedgerContract {

        @Override
        protected Ledger open() {
            return H2LedgerTest.this.open("ledger");
        }
    }

    @Nested
    class Summaries extends SummaryLedgerContract {

        @Override
        protected Ledger open() {
            return H2LedgerTest.this.open("ledger");
        }
    }

    @Nested
    class Entities extends EntityLedgerContract {

        @Override
        protected Ledger open() {
            return H2LedgerTest.this.open("ledger");
        }
    }

    @Nested
    class Suppression extends SuppressionContract {

        @Override
        protected Ledger open() {
            return H2LedgerTest.this.open("ledger");
        }
    }

    @Nested
    class Retention extends RetentionContract {

        @Override
        protected Ledger open() {
            return H2LedgerTest.this.open("ledger");
        }
    }

    @Nested
    class Administration extends AdminLedgerContract {

        @Override
        protected Ledger open() {
            return H2LedgerTest.this.open("ledger");
        }
    }

    @Nested
    class Transfer extends TransferContract {

        private int opened;

        @Override
        protected Ledger open() {
            return H2LedgerTest.this.open("ledger-" + ++opened);
        }
    }
}
