package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.server.NeedsServer;
import dev.memoir.server.TestDatabase;
import dev.memoir.server.TestServer;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application's memory in PostgreSQL. */
@NeedsServer(TestServer.POSTGRES)
class MemoryPlaceTest {

    private static final Scope ZOE = Scope.user("zoe");

    private final TestDatabase database = new TestDatabase();

    @TempDir
    private Path directory;

    @AfterEach
    void drop() {
        database.close();
    }

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ChatClientAutoConfiguration.class, MemoirAutoConfiguration.class))
                .withPropertyValues("memoir.datasource.schema=" + database.schema());
    }

    private static String recalled(LongTermMemory memory) {
        return memory.search(ZOE, "Where does my sister live?").context();
    }

    @Test
    void the_applications_database_has_the_memory_and_several_applications_share_it() {
        ApplicationContextRunner sharing = application()
                // The test's: an application that ends does not close it.
                .withBean(DataSource.class, database::source, bean -> bean.setDestroyMethodName(""))
                .withPropertyValues("memoir.datasource.application=true");
        sharing.run(one -> sharing.run(other -> {
            assertThat(one).hasNotFailed();
            assertThat(other).hasNotFailed();
            one.getBean(LongTermMemory.class).add(ZOE, Turn.user("My sister moved to Lisbon."));
            assertThat(recalled(other.getBean(LongTermMemory.class))).contains("Lisbon");
        }));
        assertThat(database.query("SELECT text FROM " + database.schema() + ".turn"))
                .isEqualTo("My sister moved to Lisbon.");
    }

    @Test
    void a_url_names_a_database_of_its_own_and_a_directory_the_place_of_the_index() {
        application()
                .withPropertyValues(
                        "memoir.directory=" + directory,
                        "memoir.datasource.url=" + TestServer.POSTGRES.jdbcUrl(),
                        "memoir.datasource.username=" + TestServer.POSTGRES.user(),
                        "memoir.datasource.password=" + TestServer.POSTGRES.password(),
                        "memoir.datasource.table-prefix=app_")
                .run(context -> {
                    LongTermMemory memory = context.getBean(LongTermMemory.class);
                    memory.add(ZOE, Turn.user("My sister moved to Lisbon."));
                    assertThat(recalled(memory)).contains("Lisbon");
                });
        assertThat(directory.resolve("index")).isDirectory();
        assertThat(directory.resolve("ledger.db")).doesNotExist();
        assertThat(database.query("SELECT text FROM " + database.schema() + ".app_turn"))
                .contains("Lisbon");
    }

    @Test
    void without_a_datasource_the_application_is_told_what_to_define() {
        application().withPropertyValues("memoir.datasource.application=true").run(context -> {
            assertThat(context).hasFailed();
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> {
                        throw root(context.getStartupFailure());
                    })
                    .withMessageContaining("memoir.datasource.url");
        });
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
