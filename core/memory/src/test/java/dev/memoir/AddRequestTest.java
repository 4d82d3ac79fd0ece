package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AddRequestTest {

    static Stream<Arguments> ignored() {
        return Stream.of(
                option("kind", request -> request.kind(MemoryKind.PREFERENCE)),
                option("expiresAt", request -> request.expiresAt(Instant.EPOCH)),
                option("expiresAt", request -> request.expiresAfter(LocalDate.EPOCH)),
                option("pinned", request -> request.pinned(true)),
                option("instructions", request -> request.infer(false).instructions("Look for pets.")),
                option("awaitExtraction", request -> request.infer(false).awaitExtraction(Duration.ofSeconds(1))));
    }

    private static Arguments option(String name, UnaryOperator<AddRequest.Builder> set) {
        return Arguments.of(name, set);
    }

    @ParameterizedTest
    @MethodSource
    void ignored(String option, UnaryOperator<AddRequest.Builder> set) {
        AddRequest.Builder request =
                set.apply(AddRequest.builder(Scope.user("zoe")).text("I like tea."));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(request::build)
                .withMessageContaining("The option " + option + " ")
                .withMessageContaining("infer(false)");
    }

    @Test
    void each_option_is_taken_in_the_mode_that_it_applies_to() {
        AddRequest verbatim = AddRequest.builder(Scope.user("zoe"))
                .text("likes tea")
                .infer(false)
                .kind(MemoryKind.PREFERENCE)
                .expiresAt(Instant.EPOCH)
                .pinned(true)
                .idempotencyKey("one")
                .build();
        assertThat(verbatim.kind()).isEqualTo(MemoryKind.PREFERENCE);
        AddRequest extracted = AddRequest.builder(Scope.user("zoe"))
                .text("I like tea.")
                .conversation("one")
                .instructions("Look for drinks.")
                .awaitExtraction(Duration.ofSeconds(1))
                .build();
        assertThat(extracted.instructions()).isEqualTo("Look for drinks.");
    }
}
