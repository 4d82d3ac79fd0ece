// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.history;

import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.database.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteCallHistoryTest extends CallHistoryContract {

    @TempDir
    private Path directory;

    @Override
    ServerDatabase open() {
        return TestDatabase.open(directory);
    }
}
