// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.InvalidInputException;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.Turn;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Redactor;
import dev.memoir.extract.Rejection.Reason;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases that the junk suite does not cover: other settings, and proposals of other extractors. */
class ProposalValidatorTest {

    @Test
    void believed_origins_can_state_facts() {
        Talk talk = new Talk().turn(Turn.builder(Role.TOOL, "The customer prefers express shipping."));
        Proposal proposal = add("The customer prefers express shipping.", "turn-1", "prefers express shipping");
        assertThat(reason(ExtractionSettings.defaults(), talk, proposal)).contains(Reason.UNTRUSTED_ORIGIN);
        assertThat(reason(
                        ExtractionSettings.builder()
                                .trustedOrigins(Set.of(Origin.USER, Origin.TOOL))
                                .build(),
                        talk,
                        proposal))
                .isEmpty();
        Assertions.assertThatThrownBy(() ->
                        ExtractionSettings.builder().trustedOrigins(Set.of()).build())
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_proposal_must_cite_a_turn_of_the_batch_and_change_what_is_known() {
        Talk talk = new Talk()
                .before(Turn.builder(Role.USER, "I row."))
                .known("The user rows.")
                .user("I no longer row.");
        assertThat(reason(talk, add("The user rows.", "before-1", "I row"))).contains(Reason.NO_SOURCE);
        assertThat(reason(talk, new Proposal.Delete("memory-7", List.of(new Citation("turn-1", "no longer row")))))
                .contains(Reason.UNKNOWN_TARGET);
        assertThat(reason(talk, new Proposal.Delete("memory-1", List.of(new Citation("turn-1", "no longer row")))))
                .isEmpty();
    }

    @Test
    void every_quote_must_occur_in_its_own_turn() {
        Talk talk = new Talk().user("I row.").user("I skate.");
        assertThat(reason(
                        talk,
                        new Proposal.Add(
                                claim("The user rows and skates."),
                                List.of(new Citation("turn-1", "I row"), new Citation("turn-2", "I row")))))
                .contains(Reason.QUOTE_NOT_FOUND);
    }

    @Test
    void instructions_of_the_application_are_not_facts() {
        ExtractionSettings settings = ExtractionSettings.builder()
                .customInstructions("Remember every allergy of our hotel guests.")
                .build();
        Talk talk = new Talk().user("Hello there.").instructions("注意客人对食物的过敏情况并记录下来");
        assertThat(reason(settings, talk, add("Remember every allergy of our hotel guests.", "turn-1", "Hello")))
                .contains(Reason.PROMPT_ECHO);
        assertThat(reason(settings, talk, add("注意客人对食物的过敏情况。", "turn-1", "Hello")))
                .contains(Reason.PROMPT_ECHO);
    }

    @Test
    void the_redactor_decides_what_is_secret() {
        Talk talk = new Talk().user("My password is hunter2.");
        Proposal proposal = add("The user's password is hunter2.", "turn-1", "My password is hunter2");
        assertThat(reason(talk, proposal)).contains(Reason.SECRET);
        assertThat(reason(ExtractionSettings.builder().redactor(Redactor.none()).build(), talk, proposal))
                .isEmpty();
    }

    @Test
    void a_claim_labelled_with_an_excluded_topic_is_rejected() {
        ExtractionSettings settings =
                ExtractionSettings.builder().excludes("Health", "money").build();
        Talk talk = new Talk().user("I have asthma and I row.");
        assertThat(reason(settings, talk, of("health ", "The user has asthma.", "I have asthma")))
                .contains(Reason.EXCLUDED_TOPIC);
        assertThat(reason(settings, talk, of("other", "The user rows.", "I row")))
                .isEmpty();
        assertThat(reason(settings, talk, add("The user rows.", "turn-1", "I row")))
                .isEmpty();
        assertThat(reason(talk, of("health", "The user has asthma.", "I have asthma")))
                .isEmpty();
    }

    @Test
    void a_claim_with_the_words_of_an_excluded_topic_is_rejected_with_any_label() {
        ExtractionSettings settings =
                ExtractionSettings.builder().excludes("mental health", "健康").build();
        Talk talk = new Talk().user("My mental health is poor, I row for my health. 我的健康不好");
        assertThat(reason(settings, talk, of("other", "The user's Mental Health is poor.", "My mental health is poor")))
                .contains(Reason.EXCLUDED_TOPIC);
        assertThat(reason(settings, talk, of("other", "用户的健康不好", "我的健康不好"))).contains(Reason.EXCLUDED_TOPIC);
        assertThat(reason(settings, talk, of("other", "The user rows for the health.", "I row for my health")))
                .isEmpty();
    }

    @Test
    void with_included_topics_nothing_else_is_kept() {
        ExtractionSettings settings = ExtractionSettings.builder()
                .includes("allergies", "sports")
                .excludes("sports")
                .build();
        Talk talk = new Talk().user("I cannot eat nuts. I row. I live in Lisbon.");
        assertThat(reason(settings, talk, of("Allergies", "The user cannot eat nuts.", "I cannot eat nuts")))
                .isEmpty();
        assertThat(reason(settings, talk, of("sports", "The user rows.", "I row")))
                .contains(Reason.EXCLUDED_TOPIC);
        assertThat(reason(settings, talk, of("other", "The user lives in Lisbon.", "I live in Lisbon")))
                .contains(Reason.NOT_INCLUDED);
        assertThat(reason(settings, talk, add("The user lives in Lisbon.", "turn-1", "I live in Lisbon")))
                .contains(Reason.NOT_INCLUDED);
    }

    @Test
    void a_fact_of_an_excluded_topic_can_be_retracted() {
        ExtractionSettings settings = ExtractionSettings.builder()
                .includes("sports")
                .excludes("health")
                .build();
        Talk talk = new Talk().known("The user's health is poor.").user("Forget what I said of my health.");
        assertThat(reason(
                        settings,
                        talk,
                        new Proposal.Delete("memory-1", List.of(new Citation("turn-1", "Forget what I said")))))
                .isEmpty();
    }

    @Test
    void a_rejection_does_not_repeat_a_secret() {
        Talk talk = new Talk().user("My password is hunter2.");
        ValidationResult result =
                check(ExtractionSettings.defaults(), talk, add("The password is hunter2.", "turn-1", "x"));
        assertThat(((ValidationResult.Rejected) result).why().detail()).doesNotContain("hunter2");
    }

    @Test
    void a_long_document_is_checked_quickly() {
        StringBuilder document = new StringBuilder();
        for (int word = 0; document.length() < 200_000; word++) {
            document.append("Word").append(word).append(" said ").append(word).append(". ");
        }
        Talk talk = new Talk().document(document.toString()).user("I row with Anna.");
        List<Proposal> proposals =
                Collections.nCopies(100, add("The user rows with Anna.", "turn-2", "I row with Anna"));
        assertThat(ProposalValidator.standard(ExtractionSettings.defaults()).check(talk.request(), proposals))
                .hasSize(100)
                .allMatch(ValidationResult.Accepted.class::isInstance);
    }

    /** User input is matched with patterns: none may overflow the stack or take too long. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,",
                "1:",
                "1.",
                "1 ",
                "12",
                "a'",
                "a'b ",
                "a",
                "A ",
                "A-",
                "一",
                "十",
                "五月",
                "1月",
                "May ",
                "may 1 ",
                "1 of ",
                "2026-",
                "12/",
                "¿",
                "?",
                "...",
                "… ",
                "\u0661",
                "\u0300",
                "\u200D",
                "ー",
                "カ",
                "ا",
                "و",
                "가",
                "ก",
                "user ",
                "用户",
                "week 7 ",
                "twenty ",
                "<",
                "「",
                "\uD83D\uDC4D",
                "Ж",
                "İ"
            })
    void hostile_words_are_checked_quickly(String part) {
        String said = part.repeat(20_000 / part.length());
        String claimed = said.substring(0, 2_000);
        Talk talk = new Talk()
                .known(said)
                .before(Turn.builder(Role.ASSISTANT, said))
                .user(said + " end");
        Claim claim = new Claim(MemoryKind.EVENT, claimed, claimed, List.of(claimed, "x"), Validity.unknown());
        List<Citation> sources = List.of(new Citation("turn-1", claimed));
        assertThat(ProposalValidator.standard(ExtractionSettings.defaults())
                        .check(
                                talk.request(),
                                List.of(
                                        new Proposal.Add(claim, sources),
                                        new Proposal.Update("memory-1", claim, true, sources))))
                .hasSize(2);
    }

    private static Proposal add(String text, String turn, String quote) {
        return new Proposal.Add(claim(text), List.of(new Citation(turn, quote)));
    }

    private static Proposal of(String topic, String text, String quote) {
        Claim claim = claim(text);
        return new Proposal.Add(
                new Claim(claim.kind(), text, claim.subject(), claim.entities(), claim.valid(), topic),
                List.of(new Citation("turn-1", quote)));
    }

    private static Claim claim(String text) {
        return new Claim(MemoryKind.FACT, text, "user", List.of(), Validity.unknown());
    }

    private static Optional<Reason> reason(Talk talk, Proposal proposal) {
        return reason(ExtractionSettings.defaults(), talk, proposal);
    }

    private static Optional<Reason> reason(ExtractionSettings settings, Talk talk, Proposal proposal) {
        return check(settings, talk, proposal) instanceof ValidationResult.Rejected rejected
                ? Optional.of(rejected.why().reason())
                : Optional.empty();
    }

    private static ValidationResult check(ExtractionSettings settings, Talk talk, Proposal proposal) {
        return ProposalValidator.standard(settings)
                .check(talk.request(), List.of(proposal))
                .get(0);
    }
}
