// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.StoredTurn;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Excerpts of turns in a prompt, and quotes from them. */
class PromptExcerptsTest {

    private static final String CODE = """
            ```python
            app = Flask(__name__)
            app.config["SECRET"] = load_secret()
            @app.route("/")
            def index():
                return render_template("index.html")
            ```""";

    private static final String PLAN = """
            Certainly! A good plan for the marathon balances distance and rest over the whole of the twelve weeks.

            1. **Weeks 1 to 4**: run three times a week, never more than eight kilometres, at an easy pace.
            2. **Weeks 5 to 8**: add hill repeats on Thursdays and one long run of eighteen kilometres.
            3. **Weeks 9 to 12**: taper slowly and sleep at least eight hours every night.

            Nutrition matters as well. Eat pasta the evening before and drink enough water during the race itself.
            Shoes should be worn in for a month. Never race in a pair that has not seen a hundred kilometres before.

            Would you like a calendar file of it?""";

    @Test
    void pasted_code_of_a_user_is_replaced() {
        assertThat(shown(new Talk().user("I build a tracker with Flask.\n" + CODE + "\nCan you review it?"), 0))
                .isEqualTo("I build a tracker with Flask.\n```python […] ```\nCan you review it?");
    }

    @Test
    void a_code_line_that_the_user_mentions_is_kept() {
        assertThat(shown(new Talk().user("Why is `load_secret` called so late?\n" + CODE), 0))
                .isEqualTo("Why is `load_secret` called so late?\n```python […]\n"
                        + "app.config[\"SECRET\"] = load_secret() […] ```");
    }

    @Test
    void prose_in_a_block_and_a_command_of_one_line_are_kept() {
        String prose = "My week:\n```\nMonday I swim in the lake with Nora.\nTuesday I cook for my brother Emil.\n"
                + "Friday we all play chess at the club in Graz until late.\n```";
        assertThat(shown(new Talk().user(prose), 0)).isEqualTo(prose);
        String command = "I start it with\n```\n./run --port=5000\n```";
        assertThat(shown(new Talk().user(command), 0)).isEqualTo(command);
    }

    @Test
    void a_long_answer_keeps_its_beginning_closing_question_and_what_the_user_refers_to() {
        String answer = shown(new Talk().assistant(PLAN).user("And which shoes should be worn then?"), 0);
        assertThat(answer)
                .startsWith("Certainly! A good plan for the marathon")
                .contains("Shoes should be worn in for a month.", "[…]")
                .endsWith("Would you like a calendar file of it?")
                .doesNotContain("pasta", "hill repeats");
    }

    @Test
    void an_answer_that_the_user_accepts_keeps_its_outline() {
        assertThat(shown(new Talk().assistant(PLAN).user("That plan looks good."), 0))
                .contains("**Weeks 1 to 4**: run three", "**Weeks 5 to 8**: add hill repeats", "**Weeks 9 to 12**");
    }

    @Test
    void short_answers_and_answers_that_are_evidence_are_whole() {
        assertThat(shown(new Talk().assistant("Do you still live in Graz?").user("Yes."), 0))
                .isEqualTo("Do you still live in Graz?");
        List<StoredTurn> turns = new Talk().assistant(PLAN).request().turns();
        assertThat(PromptExcerpts.of(turns, Set.of(Origin.USER, Origin.ASSISTANT)))
                .isEqualTo(turns);
    }

    @Test
    void chinese_words_refer_to_sentences_too() {
        String answer = "当然可以。" + "我们先看天气和交通的情况。".repeat(12) + "附近的钓鱼台每天早上六点开门。" + "其他地方也很漂亮很安静。".repeat(12);
        assertThat(shown(new Talk().assistant(answer).user("钓鱼要带什么"), 0)).contains("钓鱼台每天早上六点开门");
    }

    @Test
    void a_quote_across_omitted_code_is_accepted_and_so_is_one_from_the_code() {
        Talk talk = new Talk().user("I build a tracker with Flask.\n" + CODE + "\nIt runs on my Raspberry.");
        assertThat(accepted(talk, "I build a tracker with Flask. ```python […] ``` It runs on my Raspberry"))
                .isTrue();
        assertThat(accepted(talk, "app = Flask(__name__)")).isTrue();
        assertThat(accepted(talk, "I build a tracker with Django")).isFalse();
    }

    @Test
    void an_accepted_proposal_is_evidence_if_both_turns_are_cited() {
        Talk talk = new Talk().assistant(PLAN).user("That plan looks good, thanks! Now help me with my tax return.");
        Claim claim = new Claim(
                MemoryKind.EVENT,
                "The user will run three times a week in weeks 1 to 4 of marathon training.",
                "user",
                List.of(),
                Validity.unknown());
        Citation user = new Citation("turn-2", "That plan looks good");
        assertThat(accepted(talk, new Proposal.Add(claim, List.of(new Citation("turn-1", ""), user))))
                .isTrue();
        assertThat(accepted(talk, new Proposal.Add(claim, List.of(user)))).isFalse();
        assertThat(accepted(
                        talk,
                        new Proposal.Add(
                                claim,
                                List.of(
                                        new Citation("turn-1", ""),
                                        new Citation("turn-2", "Now help me with my tax return")))))
                .isFalse();
    }

    @Property(tries = 300)
    void an_excerpt_occurs_in_its_turn(@ForAll @StringLength(max = 400) String text, @ForAll String next) {
        assertThatCode(() -> AnswerExcerpt.of(text, next)).doesNotThrowAnyException();
        String answer = PLAN + "\n" + text.replaceAll("\\R", " ");
        assertThat(QuoteMatcher.occurs(AnswerExcerpt.of(answer, "Weeks of " + next), answer))
                .isTrue();
    }

    @Test
    void a_hostile_answer_is_shortened_quickly() {
        for (String piece : List.of("```\n", "a", "1. ", "? ", "word ", "~~~ x\n", "漢", "<td>{x}</td>\n")) {
            String text = piece.repeat(RequestSanitizer.LONGEST_TURN / piece.length());
            Assertions.assertTimeout(
                    Duration.ofSeconds(5),
                    () -> PromptExcerpts.of(
                            new Talk().assistant(text).user(text).request().turns(), Set.of(Origin.USER)));
        }
    }

    private static String shown(Talk talk, int turn) {
        return PromptExcerpts.of(talk.request().turns(), Set.of(Origin.USER))
                .get(turn)
                .text();
    }

    private static boolean accepted(Talk talk, String quote) {
        return accepted(
                talk,
                new Proposal.Add(
                        new Claim(
                                MemoryKind.FACT,
                                "The user builds a tracker with Flask.",
                                "user",
                                List.of("Flask"),
                                Validity.unknown()),
                        List.of(new Citation("turn-1", quote))));
    }

    private static boolean accepted(Talk talk, Proposal proposal) {
        return ProposalValidator.standard(ExtractionSettings.defaults())
                        .check(talk.request(), List.of(proposal))
                        .get(0)
                instanceof ValidationResult.Accepted;
    }
}
