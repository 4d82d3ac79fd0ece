// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, against the packaged server in real processes. */
class PageIT {

    private static final String SAID = "My sister Ana moved to Lisbon in May.";
    private static final String ASKED = "Where does my sister live?";

    private static final String FACT = """
            "op":"ADD","target":null,"correction":false,"kind":"FACT","text":"Ana, the user's sister, moved to Lisbon.",
            "subject":"Ana","entities":["Ana","Lisbon"],"from":null,"to":null,"turns":[1],"quote":"My sister Ana moved to Lisbon"
            """;

    private static final String REQUEST = "Forget that Ana moved to Lisbon.";

    private static final String FORGET = """
            "op":"DELETE","target":1,"turns":[1],"quote":"Forget that Ana moved to Lisbon"
            """;

    private static final LocatorAssertions.ContainsTextOptions IN_THE_BACKGROUND =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    @TempDir
    private static Path shared;

    private static Chromium chromium;
    private static Serving serving;
    private static int users;

    private final List<String> complaints = new ArrayList<>();

    @TempDir
    private Path home;

    private BrowserContext context;
    private Page page;

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (serving != null) {
            serving.close();
        }
    }

    /** Not once for all: a test that is skipped says why, a class that is skipped says nothing. */
    @BeforeEach
    void open() {
        if (chromium == null) {
            chromium = Chromium.start();
            serving = serve(shared, "0");
        }
        context = chromium.browser.newContext();
        page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onDialog(dialog -> complaints.add("a script ran: " + dialog.message()));
        visit(serving, "zoe-" + ++users);
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
    }

    @Test
    void what_was_said_is_recalled_after_a_restart_then_as_it_was_edited_and_no_more_once_it_is_forgotten() {
        try (Serving first = serve(home, "0")) {
            visit(first, "zoe");
            say(SAID);
            assertThat(answer()).containsText("recalled nothing about this");
            page.navigate("about:blank");
        }
        try (Serving second = serve(home, "0")) {
            visit(second, "zoe");
            recallEditAndForget();
        }
        assertThat(complaints).isEmpty();
    }

    private void recallEditAndForget() {
        button("New conversation").click();
        assertThat(page.locator("#messages li")).hasCount(0);
        say(ASKED);
        assertThat(answer()).containsText("“" + SAID + "”");
        Locator used = page.locator("#recalled-items .card").first();
        assertThat(used).containsText(SAID);
        assertThat(used).containsText("Quoted in the answer");
        assertThat(used.locator(".shares")).containsText("% meaning");
        picture("web");

        used.getByRole(AriaRole.BUTTON, named("Edit: ")).click();
        Locator words = page.getByLabel("What is right?");
        assertThat(words).isFocused();
        words.fill("My sister Ana moved to Porto in June.");
        button("Save").click();
        Locator memory = page.locator("#facts-items .card");
        assertThat(memory).containsText("Porto");
        assertThat(answer()).hasText("Forgotten.");
        memory.getByRole(AriaRole.BUTTON, named("History: ")).click();
        assertThat(memory.locator(".history li")).hasCount(2);
        assertThat(memory.locator(".history del")).hasText(SAID);
        button("New conversation").click();
        say(ASKED);
        assertThat(answer()).containsText("“My sister Ana moved to Porto in June.”");
        assertThat(answer()).not().containsText("Lisbon");
        assertThat(page.locator("#recalled-items .card").first()).containsText("Fact");
        picture("web-dark", ColorScheme.DARK);

        memory.getByRole(AriaRole.BUTTON, named("Forget: ")).click();
        page.locator("#ask").getByRole(AriaRole.BUTTON, exactly("Forget")).click();
        assertThat(memory).hasCount(0);
        button("New conversation").click();
        say(ASKED);
        assertThat(answer()).containsText("recalled nothing about this");
        assertThat(page.locator("body")).not().containsText("Lisbon");
        assertThat(page.locator("body")).not().containsText("Porto");
    }

    @Test
    void each_user_has_a_memory_of_their_own_and_comes_back_to_their_conversation() {
        String user = page.locator("#name").innerText();
        say(SAID);
        enter("tom");
        assertThat(page.locator("#messages li")).hasCount(0);
        assertThat(page.locator("#all-note")).containsText("Nothing yet");
        say(ASKED);
        assertThat(answer()).containsText("recalled nothing about this");

        page.locator("#user").click();
        page.locator("#someone").getByRole(AriaRole.BUTTON, exactly(user)).click();
        assertThat(page.locator("#messages li")).hasCount(1);
        assertThat(page.locator("#said-items .card")).hasCount(1);
        page.reload();
        assertThat(page.locator("#messages li").first()).containsText(SAID);
    }

    @Test
    void an_id_that_cannot_be_a_user_is_told_where_it_was_typed() {
        page.locator("#user").click();
        Locator field = page.getByLabel("Someone else");
        field.fill("zoe and tom");
        field.press("Enter");
        assertThat(page.locator("#someone")).isVisible();
        assertThat(page.locator("#name")).hasText("zoe-" + users);
        page.keyboard().press("Escape");
        assertThat(page.locator("#someone")).isHidden();
    }

    @Test
    void search_finds_by_meaning_and_says_why() {
        say("I am allergic to peanuts.");
        say("Our flight leaves on Friday at seven.");
        Locator query = page.getByLabel("Search what is remembered");
        query.fill("food I cannot eat");
        Locator found = page.locator("#found-items .card").first();
        assertThat(found).containsText("allergic to peanuts");
        assertThat(found.locator(".why")).containsText("% meaning");
        query.fill("");
        assertThat(page.locator("#said-items .card")).hasCount(2);
    }

    @Test
    void what_is_said_is_shown_as_text_whatever_it_looks_like() {
        String markup = "<img src=x onerror=alert(1)><script>alert(2)</script><b>bold</b>";
        say(markup);
        assertThat(page.locator("#messages .mine .words")).hasText(markup);
        assertThat(page.locator("#said-items .card .words").last()).hasText(markup);
        assertThat(page.locator("#messages img, #pane img, b")).hasCount(0);
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_message_of_a_hundred_thousand_characters_is_folded() {
        say("The garden gate is green. ".repeat(4_000));
        page.reload();
        Locator message = page.locator("#messages .mine");
        assertThat(message.getByRole(AriaRole.BUTTON)).containsText("Show all");
        assertThat(message.innerText().length()).isLessThan(1_000);
        message.getByRole(AriaRole.BUTTON).click();
        assertThat(message.innerText().length()).isGreaterThan(100_000);
    }

    @Test
    void everything_is_forgotten_after_a_question_and_nothing_if_it_is_called_off() {
        say(SAID);
        button("Forget all").click();
        page.keyboard().press("Escape");
        assertThat(page.locator("#said-items .card")).hasCount(1);
        button("Forget all").click();
        button("Forget everything").click();
        assertThat(page.locator("#said-items .card")).hasCount(0);
        assertThat(page.locator("body")).not().containsText("Lisbon");
    }

    @Test
    void a_server_that_is_gone_is_told_and_the_page_goes_on_when_it_is_back() {
        Serving lost = serve(home, "0");
        visit(lost, "zoe");
        say(SAID);
        lost.close();
        field().fill(ASKED);
        field().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The server does not answer");
        assertThat(answer()).containsText("The server does not answer.");
        picture("web-lost");
        try (Serving back = serve(home, lost.url.replaceAll(".*:", ""))) {
            assertThat(page.locator("#lost")).isHidden();
            button("Try again").click();
            assertThat(answer()).containsText("“" + SAID + "”");
            assertThat(page.locator("#messages li")).hasCount(4);
            assertThat(back.url).isEqualTo(lost.url);
        }
    }

    @Test
    void an_answer_that_is_stopped_leaves_what_was_said() throws IOException {
        try (ModelStandIn model = new ModelStandIn()) {
            model.holds();
            Map<String, String> environment = Map.of("OPENAI_API_KEY", "key", "OPENAI_BASE_URL", model.url() + "/v1");
            try (Serving talking = Serving.start(home, environment, "--port", "0")) {
                visit(talking, "zoe");
                assertThat(page.locator("#model")).containsText("Answers come from");
                field().fill(SAID);
                field().press("Enter");
                assertThat(answer()).containsText("Noted by");
                button("Stop").click();
                assertThat(answer()).containsText("Stopped. What you said is remembered.");
                assertThat(page.locator("#said-items .card").last()).containsText(SAID);
                model.goOn();
            }
        }
    }

    @Test
    void a_fact_appears_by_itself_shows_its_source_and_is_forgotten_and_known_again() throws IOException {
        try (ModelStandIn model = new ModelStandIn()) {
            model.extracts(SAID, FACT);
            model.extracts(REQUEST, FORGET);
            Map<String, String> environment = Map.of("OPENAI_API_KEY", "key", "OPENAI_BASE_URL", model.url() + "/v1");
            try (Serving learning = Serving.start(home, environment, "--port", "0")) {
                visit(learning, "zoe");
                say(SAID);
                Locator fact = page.locator("#facts-items .card");
                assertThat(fact).containsText("Ana, the user's sister, moved to Lisbon.", IN_THE_BACKGROUND);
                button("New conversation").click();
                model.says("In Lisbon: ", "she moved there in May.");
                say(ASKED);
                assertThat(page.locator("#recalled-items")).containsText("Ana, the user's sister, moved to Lisbon.");
                showSourceAndHistory(fact);
                picture("web-facts");

                model.says("I will not ", "mention it again.");
                say(REQUEST);
                assertThat(page.locator("#hidden-title")).containsText("Hidden from recall (3)", IN_THE_BACKGROUND);
                assertThat(fact).hasCount(0);
                page.locator("#hidden-title").click();
                Locator hidden = page.locator("#hidden-items .card").filter(containing(SAID));
                hidden.getByRole(AriaRole.BUTTON, named("History: ")).click();
                assertThat(hidden.locator(".history")).containsText("asked to forget");
                assertAccessible("what is hidden, with its history");
                hidden.getByRole(AriaRole.BUTTON, named("Undo: Hidden")).click();
                assertThat(fact).containsText("Ana, the user's sister, moved to Lisbon.");
                assertThat(page.locator("#hidden")).isHidden();
            }
        }
        assertThat(complaints).isEmpty();
    }

    private void showSourceAndHistory(Locator fact) {
        Locator source = fact.getByRole(AriaRole.BUTTON, named("Source: "));
        source.click();
        assertThat(fact.getByRole(AriaRole.LIST, new Locator.GetByRoleOptions().setName("Source")))
                .containsText(SAID);
        assertThat(source).hasAttribute("aria-expanded", "true");
        fact.getByRole(AriaRole.BUTTON, named("History: ")).click();
        assertThat(fact.locator("ol.history li")).hasCount(1);
        assertAccessible("a fact with its source and history");
    }

    @Test
    void what_is_hidden_is_recalled_no_more_until_it_is_shown_again() {
        say(SAID);
        Locator said = page.locator("#said-items .card");
        said.getByRole(AriaRole.BUTTON, named("Hide: ")).click();
        assertThat(said).hasCount(0);
        assertThat(page.locator("#messages .mine")).hasText("Hidden.");
        button("New conversation").click();
        say(ASKED);
        assertThat(answer()).containsText("recalled nothing about this");

        page.locator("#hidden-title").click();
        Locator hidden = page.locator("#hidden-items .card");
        assertThat(hidden).containsText(SAID);
        hidden.getByRole(AriaRole.BUTTON, named("Show again: ")).click();
        assertThat(page.locator("#hidden")).isHidden();
        button("New conversation").click();
        say(ASKED);
        assertThat(answer()).containsText("“" + SAID + "”");
        assertThat(complaints).isEmpty();
    }

    private static Locator.FilterOptions containing(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void the_keyboard_is_enough() {
        field().focus();
        page.keyboard().type("first line");
        page.keyboard().press("Shift+Enter");
        page.keyboard().type("second line");
        page.keyboard().press("Enter");
        assertThat(page.locator("#messages .mine .words")).hasText("first line\nsecond line");
        assertThat(page.locator("#messages .reason")).isVisible();
        Locator edit = page.locator("#said-items .card.user").getByRole(AriaRole.BUTTON, named("Edit: "));
        edit.focus();
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("What is right?")).isFocused();
        page.keyboard().press("Escape");
        assertThat(edit).isFocused();
    }

    @Test
    void a_screen_reader_hears_the_answer_once_it_is_whole() {
        say(SAID);
        assertThat(page.locator("#spoken")).hasText("I have no language model, and recalled nothing about this.");
        assertThat(page.locator("[aria-busy]")).hasCount(0);
    }

    @Test
    void no_rule_of_wcag_aa_that_can_be_checked_is_broken_in_light_or_dark_wide_or_narrow() {
        assertAccessible("empty");
        say(SAID);
        say(ASKED);
        page.locator("#recalled-items .card")
                .first()
                .getByRole(AriaRole.BUTTON, named("Edit: "))
                .click();
        page.getByText("How is this scored?").click();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.setViewportSize(1280, 800);
            assertAccessible(scheme + " wide");
            page.setViewportSize(390, 844);
            assertAccessible(scheme + " chat");
            page.locator("#show-memory").click();
            assertAccessible(scheme + " memory");
            page.locator("#user").click();
            assertAccessible(scheme + " dialog");
            page.keyboard().press("Escape");
            page.locator("#show-chat").click();
        }
    }

    @Test
    void on_a_phone_there_is_one_column_and_a_way_to_the_other() {
        page.setViewportSize(390, 844);
        say(SAID);
        say(ASKED);
        picture("web-phone");
        assertThat(page.locator("#pane")).isHidden();
        page.locator("#messages .reason").last().click();
        assertThat(page.locator("#recalled-items .card").first()).isVisible();
        assertThat(field()).isHidden();
        picture("web-phone-memory");
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        page.setViewportSize(320, 640);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(320);
    }

    private static Serving serve(Path home, String port) {
        String dir = home.resolve("a memory").toString();
        return Serving.start(home, Map.of(), "--port", port, "--dir", dir);
    }

    private void visit(Serving serving, String user) {
        page.navigate(serving.url);
        enter(user);
    }

    private void enter(String user) {
        page.locator("#user").click();
        Locator field = page.getByLabel("Someone else");
        field.fill(user);
        field.press("Enter");
        assertThat(page.locator("#name")).hasText(user);
        assertThat(page.locator("#someone")).isHidden();
    }

    private Locator field() {
        return page.getByLabel("Your message");
    }

    /** Says something and waits for the end of the answer. */
    private void say(String words) {
        int answers = page.locator("#messages .reason").count();
        field().fill(words);
        field().press("Enter");
        assertThat(page.locator("#messages .reason")).hasCount(answers + 1);
        assertThat(button("Send")).isVisible();
    }

    private Locator answer() {
        return page.locator("#messages .theirs").last();
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }

    private void assertAccessible(String where) {
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        assertThat(violations)
                .as(where)
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                .isEmpty();
    }

    private void picture(String name, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        picture(name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private void picture(String name) {
        String folder = Objects.requireNonNull(System.getProperty("memoir.screenshots"), "is set by the build");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
    }
}
