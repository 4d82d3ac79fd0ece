// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.memoir.Scope;
import dev.memoir.samples.server.ServerClient;
import dev.memoir.samples.server.key.Tenant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users, their memories and turns, and what can be done with one of them. */
class DashboardMemoriesIT extends DashboardTestCase {

    private static final String SAID = "My sister Ana moved to Lisbon in May.";
    private static final String FACT = "Ana, the user's sister, moved to Lisbon.";

    private static final String OPERATION = """
            {"op":"add","kind":"fact","text":"%s","subject":"Ana","entities":["Ana","Lisbon"],"turn":1,
            "quote":"My sister Ana moved to Lisbon","confidence":1.0}""".formatted(FACT);

    private final ServerClient client = SERVER.newTenant();

    @BeforeEach
    void script() {
        SERVER.model().replies("My sister Ana moved to Lisbon", OPERATION);
    }

    private void tell(String user) {
        Map<String, Object> said =
                Map.of("userId", user, "turns", List.of(Map.of("role", "USER", "text", SAID)), "awaitSeconds", 60);
        assertThat(client.post("/api/v1/turns", said).json().path("extracted").asBoolean())
                .isTrue();
    }

    @Test
    void a_user_leads_to_memories_and_a_memory_to_the_turn_that_proves_it() {
        tell("zoe");
        store(client, "tom", "Tom runs marathons.");
        visit(client, "users");
        assertThat(rows()).hasCount(2);
        assertAccessible();
        rows().filter(new Locator.FilterOptions().setHasText("zoe")).click();
        assertThat(title()).hasText("zoe");
        assertThat(page.locator(".counts")).hasText("1 memory · 0 past · 1 turn");
        rows().first().click();
        Locator panel = page.locator(".panel");
        assertThat(panel.locator(".told")).hasText(FACT);
        assertThat(panel.locator(".sources mark")).hasText("My sister Ana moved to Lisbon");
        assertThat(panel.locator(".history")).containsText("Recorded");
        assertThat(panel.locator(".facts")).containsText("Entities");
        assertAccessible();
        panel.getByText("Show turn").click();
        assertThat(panel.locator(".told")).hasText(SAID);
        page.goBack();
        assertThat(panel.locator(".told")).hasText(FACT);
        button("Close").click();
        assertThat(panel).isHidden();
        assertThat(rows().first()).isFocused();
    }

    @Test
    void the_views_of_a_user_list_turns_entities_and_the_profile() {
        tell("zoe");
        visit(client, "memories?user=zoe");
        button("Turns").click();
        assertThat(rows().first()).containsText(SAID);
        assertAccessible();
        button("Entities").click();
        Locator ana =
                rows().filter(new Locator.FilterOptions().setHasText("Ana")).first();
        assertThat(ana).containsText("turn");
        assertAccessible();
        ana.click();
        assertThat(rows().first()).containsText("Lisbon");
        button("Profile").click();
        assertThat(page.locator("pre")).containsText("moved to Lisbon");
        assertAccessible();
        assertFitsPhone();
    }

    @Test
    void what_is_hidden_is_listed_as_hidden_until_it_is_shown_again_or_undone() {
        store(client, "zoe", "The user never flies on Fridays.");
        visit(client, "memories?user=zoe");
        rows().first().click();
        button("Hide from recall").click();
        assertThat(rows()).hasCount(0);
        assertThat(page.locator(".panel .badge")).hasText("Hidden");
        button("Show again").click();
        assertThat(rows()).hasCount(1);
        button("Hide from recall").click();
        assertThat(rows()).hasCount(0);
        button("Hidden").click();
        assertThat(rows()).hasCount(1);
        rows().first().click();
        page.getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText("Undo"))
                .click();
        assertThat(rows()).hasCount(0);
        button("Current").click();
        assertThat(rows()).hasCount(1);
    }

    @Test
    void undo_takes_a_memory_back() {
        store(client, "zoe", "The user never flies on Fridays.");
        visit(client, "memories?user=zoe");
        rows().first().click();
        page.locator(".panel .history button").click();
        assertThat(page.locator("#toast")).containsText("Undone");
        assertThat(rows()).hasCount(0);
        button("Past too").click();
        assertThat(rows()).hasCount(1);
        assertThat(rows().first()).containsText("Retracted");
    }

    @Test
    void forgetting_asks_first_and_a_user_is_forgotten_with_a_preview() {
        store(client, "zoe", "The user never flies on Fridays.");
        store(client, "zoe", "The user likes tea.");
        visit(client, "memories?user=zoe");
        rows().filter(new Locator.FilterOptions().setHasText("tea")).click();
        button("Forget…").click();
        Locator asked = page.locator("#ask");
        assertThat(asked).containsText("The user likes tea.");
        assertAccessible();
        asked.getByText("Cancel").click();
        assertThat(rows()).hasCount(2);
        button("Forget…").click();
        asked.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Forget").setExact(true))
                .click();
        assertThat(rows()).hasCount(1);
        assertThat(page.locator(".panel")).isHidden();
        button("Forget everything…").click();
        assertThat(asked).containsText("1 memory");
        asked.getByText("Forget everything").last().click();
        assertThat(title()).hasText("Users");
        assertThat(client.get("/api/v1/memories?userId=zoe")
                        .json()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void a_long_list_is_loaded_page_by_page_and_only_what_is_in_sight_exists() {
        for (int page = 0; page < 5; page++) {
            int first = 100 * page;
            client.post(
                    "/api/v1/memories",
                    Map.of(
                            "userId",
                            "zoe",
                            "memories",
                            IntStream.range(first, first + 100)
                                    .mapToObj(i -> Map.of("text", "The user owns book number " + i + "."))
                                    .toList()));
        }
        visit(client, "memories?user=zoe&order=oldest");
        assertThat(rows().first()).containsText("number 0.");
        assertThat(rows().count()).isLessThan(60);
        rows().first().focus();
        for (int i = 0; i < 5; i++) {
            page.keyboard().press("End");
            page.waitForTimeout(100);
        }
        Locator last = rows().filter(new Locator.FilterOptions().setHasText("number 499."));
        assertThat(last).isVisible();
        assertThat(last.locator("..")).hasAttribute("aria-posinset", "500");
        page.keyboard().press("End");
        assertThat(last).isFocused();
        page.keyboard().press("ArrowUp");
        assertThat(rows().filter(new Locator.FilterOptions().setHasText("number 498.")))
                .isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".panel .told")).containsText("number 498.");
        assertThat(rows().count()).isLessThan(60);
    }

    @Test
    void a_search_within_a_users_memories_lists_the_nearest() {
        store(client, "zoe", "The user never flies on Fridays.");
        store(client, "zoe", "The user likes tea.");
        visit(client, "memories?user=zoe");
        page.locator("body").press("/");
        page.keyboard().type("hot drinks such as tea");
        page.keyboard().press("Enter");
        assertThat(rows().first()).containsText("tea");
        assertThat(rows().first()).containsText("score");
        button("Clear").click();
        assertThat(rows()).hasCount(2);
    }

    @Test
    void a_key_that_may_only_read_shows_nothing_that_writes_and_only_its_user() {
        Tenant tenant = new Tenant("readers");
        ServerClient writer = SERVER.client(tenant, null, false, false);
        store(writer, "zoe", "The user never flies on Fridays.");
        store(writer, "tom", "Tom runs marathons.");
        visit(SERVER.client(tenant, new Scope("zoe", null, null), true, false), "users");
        assertThat(page.locator("#tenant")).hasText("readers · read only");
        assertThat(rows()).hasCount(1);
        assertThat(page.locator("#nav a")).hasCount(2);
        rows().first().click();
        rows().first().click();
        assertThat(page.locator(".panel .told")).containsText("Fridays");
        for (String name : List.of("Hide from recall", "Forget…", "Forget everything…", "Undo: Recorded")) {
            assertThat(button(name)).hasCount(0);
        }
        page.navigate(SERVER.url() + "/#/memories?user=tom");
        assertThat(page.locator(".state.failed")).containsText("Not permitted");
        page.navigate(SERVER.url() + "/#/keys");
        assertThat(title()).hasText("There is no such page");
        complaints.removeIf(complaint -> complaint.contains("403"));
    }

    @Test
    void on_a_phone_the_list_and_what_is_open_take_turns() {
        store(client, "zoe", "The user never flies on Fridays.");
        page.setViewportSize(390, 844);
        visit(client, "memories?user=zoe");
        rows().first().click();
        assertThat(page.locator(".panel .told")).isVisible();
        assertThat(rows().first()).isHidden();
        assertFitsPhone();
        button("Close").click();
        assertThat(rows().first()).isVisible();
        button("Menu").click();
        page.locator("#nav a")
                .filter(new Locator.FilterOptions().setHasText("Search"))
                .click();
        assertThat(title()).hasText("Search");
        assertThat(page.locator("#nav")).isHidden();
        assertFitsPhone();
    }
}
