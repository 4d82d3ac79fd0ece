// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.memoir.samples.server.ServerClient;
import org.junit.jupiter.api.Test;

/** The search page: why each hit was recalled, and what went into the prompt. */
class DashboardSearchIT extends DashboardTestCase {

    @Test
    void each_hit_tells_its_signals_and_whether_the_prompt_states_it() {
        ServerClient client = SERVER.newTenant();
        store(client, "zoe", "Ana, the user's sister, lives in Lisbon.");
        store(client, "zoe", "The user never flies on Fridays.");
        visit(client, "search?user=zoe");
        page.getByLabel("Query").fill("Where does my sister Ana live?");
        page.keyboard().press("Enter");
        Locator hit = page.locator(".hit").first();
        assertThat(hit).containsText("Lisbon");
        assertThat(hit).containsText("In the prompt");
        assertThat(hit.locator(".shares")).containsText("% meaning");
        hit.getByText("Signals").click();
        assertThat(hit.locator(".signals")).containsText("keyword");
        assertThat(page.locator(".prompt")).containsText("lives in Lisbon");
        assertThat(page.locator(".tiles")).containsText("Relevance");
        assertAccessible();
        assertFitsPhone();
        page.reload();
        assertThat(page.locator(".hit").first()).containsText("Lisbon");
    }

    @Test
    void markup_in_a_memory_is_shown_as_it_was_written() {
        ServerClient client = SERVER.newTenant();
        String markup = "<img src=x onerror=alert(1)><script>alert(2)</script> loves \"quotes\" & <b>bold</b>";
        store(client, "zoe", markup);
        visit(client, "search?user=zoe&q=bold");
        assertThat(page.locator(".hit .words").first()).hasText(markup);
        page.navigate(SERVER.url() + "/#/memories?user=zoe");
        assertThat(rows().first()).containsText(markup);
        assertThat(page.locator("main img, main script, main b")).hasCount(0);
    }
}
