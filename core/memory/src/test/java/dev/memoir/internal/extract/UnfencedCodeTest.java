// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that is pasted without fences, and text that must not be mistaken for it. */
class UnfencedCodeTest {

    private static final Path DATA = Path.of("../../../shared/data/beam-dev.json.gz");

    private static final String PYTHON = """
            @app.route("/transactions", methods=["POST"])
            def create_transaction():
                data = request.get_json()
                # keep what the form has sent
                transaction = Transaction(amount=data["amount"], category=data["category"])
                if transaction.amount <= 0:
                    return jsonify({"error": "Invalid amount"}), 400
                else:
                    db.session.add(transaction)
                db.session.commit()
                return jsonify(transaction.to_dict())""";

    private static final String TRACE = """
            Exception in thread "main" java.lang.IllegalStateException: not open
            \tat com.example.store.Store.read(Store.java:57)
            \tat com.example.web.Endpoint.get(Endpoint.java:113)
            \tat com.example.web.Server.lambda$start$0(Server.java:41)
            \t... 12 more
            Caused by: java.io.IOException: No space left on device
            \tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)""".replace("\\t", "\t");

    private static final String LOG = """
            2024-03-01 12:00:01,123 INFO  [main] c.e.web.Server - Started in 4.1 seconds
            2024-03-01 12:00:07,518 WARN  [pool-1] c.e.store.Store - Slow query took 912 ms
            2024-03-01 12:00:09,001 ERROR [pool-1] c.e.store.Store - Failed to connect to the store""";

    private static final String JAVASCRIPT = """
            const [items, setItems] = useState([]);
            useEffect(() => {
              fetch(`/api/items?page=${page}`)
                .then((response) => response.json())
                .then(setItems);
            }, [page]);
            return <List items={items} />;""";

    @ParameterizedTest
    @ValueSource(strings = {PYTHON, LOG, JAVASCRIPT})
    void pasted_code_is_omitted_and_the_surrounding_words_are_kept(String code) {
        assertShortened(code);
    }

    @Test
    void a_stack_trace_is_omitted_and_the_surrounding_words_are_kept() {
        String shown = shown("I moved the tracker to my Raspberry and now it fails.\n" + TRACE + "\nCan you help?");
        assertThat(shown)
                .startsWith("I moved the tracker to my Raspberry and now it fails.\n")
                .endsWith("\nCan you help?")
                .contains("[…]")
                .doesNotContain("Store.java:57", "Endpoint.get");
    }

    private static void assertShortened(String code) {
        assertThat(shown("I build a tracker for my sister Ana.\n" + code + "\nIt must be ready by May. Is it fine?"))
                .isEqualTo("I build a tracker for my sister Ana.\n[…]\nIt must be ready by May. Is it fine?");
    }

    @Test
    void words_between_two_pieces_of_code_are_kept() {
        assertThat(shown(PYTHON + "\nMy page on the other side, which Nora wrote:\n" + JAVASCRIPT))
                .isEqualTo("[…]\nMy page on the other side, which Nora wrote:\n[…]");
    }

    @Test
    void a_line_that_the_user_mentions_is_kept() {
        assertThat(shown("Why does `get_json` fail since Monday?\n" + PYTHON))
                .isEqualTo("Why does `get_json` fail since Monday?\n[…]\ndata = request.get_json() […]");
    }

    @Test
    void a_quote_across_omitted_code_is_accepted() {
        String text = "I build a tracker for Ana.\n" + PYTHON + "\nIt must be ready by May.";
        assertThat(QuoteMatcher.occurs("I build a tracker for Ana. […] It must be ready by May", text))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                Nora Weber
                c/o Müller (2nd floor)
                Hauptstraße 12/3
                8010 Graz, Austria
                nora.weber@example.com
                https://www.example.com/people/nora_weber
                +43 (316) 123-4567
                """, """
                Because I could not stop for Death;
                  He kindly stopped for me;
                The carriage held but just ourselves;
                  And Immortality.
                We slowly drove; he knew no haste;
                  And I had put away;
                """, """
                My accounts:
                - GitHub (since 2019)
                - LinkedIn
                - YouTube: cooking with Ana
                - PayPal & Stripe
                * iPhone 12 => sold
                1. MacBook Pro (16 GB)
                """, """
                | Day | Sport | Where |
                |-----|-------|-------|
                | Mon | swim  | Graz (lake) |
                | Tue | chess | club_house |
                """, """
                rent = 900
                food (both of us) = 350
                saving = 200
                total = 1450
                """, """
                [10:32:15] Nora: I move to Graz in May :)
                [10:33:02] Emil: great!! (finally)
                [10:33:40] Nora: the flat has 3 rooms; 900 a month
                01/03/2024, 10:35 - Emil: <3 <3
                """, """
                Eggs (6)
                Milk (2 l)
                Flour (1 kg)
                Butter (250 g)
                Sugar (as always)
                Apples (from Ana's garden)
                Bread (the dark one)
                """, """
                Eggs(6)
                Milk(2)
                Flour(1)
                Butter(3)
                Sugar(4)
                Apples(of Ana)
                Bread(dark)
                Water:12
                Juice:4
                """, """
                我们的计划:
                星期一:游泳(湖边);
                星期二:下棋(俱乐部);
                星期三:唱歌(教堂);
                星期四:休息(在家);
                """, """
                Die Nachbar(innen) und ich:
                    Montag: Schach (19:30)
                    Dienstag: Chor (20:00)
                    Mittwoch: frei!
                    Donnerstag: Yoga (18:15)
                """, """
                我们的计划：
                星期一：游泳（湖边）
                星期二：下棋（俱乐部）
                星期三：休息；
                """})
    void lists_tables_poems_addresses_and_chats_are_kept(String text) {
        String padded = "Please remember this, it matters to me.\n" + text + text;
        assertThat(shown(padded)).isEqualTo(padded);
    }

    @Property(tries = 300)
    void prose_in_lines_of_any_length_is_kept(@ForAll("prose") List<String> lines) {
        String text = String.join("\n", lines);
        assertThat(UnfencedCode.in(text)).isEmpty();
    }

    @Property(tries = 200)
    void only_the_code_between_prose_is_omitted(
            @ForAll("prose") List<String> before, @ForAll("prose") List<String> after) {
        String head = String.join("\n", before);
        String tail = String.join("\n", after);
        assertThat(CodeBlocks.shortened(head + "\n" + PYTHON + "\n" + tail, "")).isEqualTo(head + "\n[…]\n" + tail);
    }

    @Provide
    Arbitrary<List<String>> prose() {
        Arbitrary<String> word = Arbitraries.of(
                "we",
                "garden",
                "Ana's",
                "GitHub",
                "(maybe)",
                "3",
                "2024-03-01",
                "on",
                "Möhren;",
                "tea,",
                "e.g.",
                "10:30",
                "e-mail",
                "\"so\"",
                "50%",
                "and/or",
                "you",
                "went",
                "хлеб",
                "niño");
        Arbitrary<String> end = Arbitraries.of(".", "!", "?", ";", ",", ":", "");
        return word.list()
                .ofMinSize(2)
                .ofMaxSize(20)
                .flatMap(words -> end.map(last -> "It " + String.join(" ", words) + last))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Test
    void most_code_and_no_prose_of_real_conversations_is_recognised() throws IOException {
        assumeTrue(Files.exists(DATA), () -> "needs " + DATA.toAbsolutePath().normalize());
        int blocks = 0;
        int recognised = 0;
        int wrong = 0;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(DATA))) {
            for (JsonNode conversation : new ObjectMapper().readTree(in)) {
                for (JsonNode message : conversation.get("messages")) {
                    String[] parts = message.get("content").asText().split("(?m)^[ \\t]*```", -1);
                    for (int i = 0; i < parts.length; i++) {
                        int taken = UnfencedCode.in(parts[i]).stream()
                                .mapToInt(run -> run.end() - run.start())
                                .sum();
                        if (i % 2 == 0) {
                            wrong += taken > 0 ? 1 : 0;
                        } else if (parts[i].length() > 200
                                && !CodeBlocks.shortened("```" + parts[i] + "\n```", "")
                                        .contains(parts[i])) {
                            blocks++;
                            recognised += 2 * taken > parts[i].length() ? 1 : 0;
                        }
                    }
                }
            }
        }
        System.out.println(
                "unfenced code: " + recognised + " of " + blocks + " blocks; prose taken for code: " + wrong);
        assertThat(wrong).isZero();
        assertThat(recognised).isGreaterThan(blocks * 3 / 4);
    }

    @Test
    void a_hostile_text_is_read_quickly() {
        for (String piece : List.of(
                "{\n",
                "a(b)\n",
                "=",
                "<a ",
                "a_b.",
                "(((",
                "\"'",
                "at a.b(c:1)\n",
                "\n",
                "  x\n",
                "a.",
                "a_",
                "aB",
                "_")) {
            String text = piece.repeat(RequestSanitizer.LONGEST_TURN / piece.length());
            Assertions.assertTimeout(Duration.ofSeconds(5), () -> CodeBlocks.shortened(PYTHON + "\n" + text, text));
        }
        String lines =
                IntStream.range(0, 20_000).mapToObj(i -> "x".repeat(i % 40)).collect(Collectors.joining("\n"));
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> UnfencedCode.in(lines));
    }

    private static String shown(String text) {
        return PromptExcerpts.of(new Talk().user(text).request().turns(), Set.of(Origin.USER))
                .get(0)
                .text();
    }
}
