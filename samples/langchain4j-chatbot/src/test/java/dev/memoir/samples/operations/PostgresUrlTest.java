// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.memoir.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    @Test
    void a_jdbc_url_is_taken_as_it_is() {
        assertThat(PostgresUrl.of("jdbc:postgresql://h/app?ssl=true", "u", "p"))
                .isEqualTo(new PostgresUrl("jdbc:postgresql://h/app?ssl=true", "u", "p"));
    }

    @Test
    void the_credentials_of_a_url_of_libpq_go_before_those_of_the_environment() {
        assertThat(PostgresUrl.of("postgresql://zoe:a%40b+c@h:5433/app?sslmode=require", "u", "p"))
                .isEqualTo(new PostgresUrl("jdbc:postgresql://h:5433/app?sslmode=require", "zoe", "a@b+c"));
        assertThat(PostgresUrl.of("postgres://zoe@[::1]/app", "u", "p"))
                .isEqualTo(new PostgresUrl("jdbc:postgresql://[::1]/app", "zoe", "p"));
        assertThat(PostgresUrl.of("postgresql://h/app", "u", "p"))
                .isEqualTo(new PostgresUrl("jdbc:postgresql://h/app", "u", "p"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mysql://root:s3cret@h/app", "postgresql://root:s3cret@", "postgresql://s3cret %zz@h/a", ""})
    void anything_else_is_rejected_without_quoting_it(String url) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> PostgresUrl.of(url, "u", "p"))
                .withMessageContaining("--datasource")
                .withMessageNotContaining("s3cret");
    }
}
