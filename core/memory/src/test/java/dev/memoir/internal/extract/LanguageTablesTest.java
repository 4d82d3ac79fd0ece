// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Rejection.Reason;
import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.Languages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** In every language a claim about what was said passes, and the same claim with another name, number or date fails. */
class LanguageTablesTest {

    private static final ProposalValidator VALIDATOR = ProposalValidator.standard(ExtractionSettings.defaults());

    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "/languages/user.csv", delimiter = '|', numLinesToSkip = 2)
    void words_for_the_user_are_not_names(
            String language, String said, String accepted, String rejected, @Nullable String listed) {
        assertThat(reason(said, accepted)).isEmpty();
        assertThat(reason(said, rejected, listed == null ? List.of() : List.of(listed)))
                .hasValueSatisfying(reason -> assertThat(reason).isIn(Reason.UNGROUNDED_NAME, Reason.UNGROUNDED));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "/languages/names.csv", delimiter = '|', numLinesToSkip = 2)
    void a_name_may_be_in_another_grammatical_case_but_not_another_name(
            String language, String said, String accepted, String rejected) {
        assertThat(reason(said, accepted)).isEmpty();
        assertThat(reason(said, rejected)).contains(Reason.UNGROUNDED_NAME);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "/languages/numbers.csv", delimiter = '|', numLinesToSkip = 2)
    void a_number_may_be_in_words_but_not_another_number(
            String language, String said, String accepted, String rejected) {
        assertThat(reason(said, accepted)).isEmpty();
        assertThat(reason(said, rejected)).contains(Reason.UNGROUNDED_NUMBER);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "/languages/statements.csv", delimiter = '|', numLinesToSkip = 2)
    void a_statement_is_grounded_in_what_was_said(String language, String said, String accepted, String rejected) {
        assertThat(reason(said, accepted)).isEmpty();
        assertThat(reason(said, rejected)).isPresent();
    }

    @Test
    void every_language_has_a_file_and_thirty_have_a_table_row() throws IOException, URISyntaxException {
        Set<String> read = Languages.all().stream().map(Language::code).collect(Collectors.toSet());
        Path files = Path.of(Objects.requireNonNull(Languages.class.getResource("lang/en.properties"))
                        .toURI())
                .getParent();
        try (Stream<Path> all = Files.list(files)) {
            assertThat(all.map(file -> file.getFileName().toString().replace(".properties", "")))
                    .containsExactlyInAnyOrderElementsOf(read);
        }
        assertThat(rows("user")).hasSizeGreaterThan(30).isSubsetOf(read);
        assertThat(rows("numbers")).hasSizeGreaterThan(20).isSubsetOf(read);
    }

    private static Set<String> rows(String table) {
        try (Stream<String> lines = Files.lines(
                Path.of(Objects.requireNonNull(LanguageTablesTest.class.getResource("/languages/" + table + ".csv"))
                        .toURI()))) {
            return lines.skip(2).map(line -> line.split("[|]", 2)[0]).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Reason> reason(String said, String claimed) {
        return reason(said, claimed, List.of());
    }

    private static Optional<Reason> reason(String said, String claimed, List<String> listed) {
        Claim claim = new Claim(MemoryKind.FACT, claimed, "user", listed, Validity.unknown());
        Proposal proposal = new Proposal.Add(claim, List.of(new Citation("turn-1", said)));
        ValidationResult result = VALIDATOR
                .check(new Talk().user(said).request(), List.of(proposal))
                .get(0);
        return result instanceof ValidationResult.Rejected rejected
                ? Optional.of(rejected.why().reason())
                : Optional.empty();
    }
}
