// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.samples.server.ServerClient;
import org.junit.jupiter.api.Test;

/** Signing in and out, the theme, the keyboard, and what the server serves without a key. */
class DashboardFrameIT extends DashboardTestCase {

    @Test
    void a_key_is_asked_for_and_forgotten_when_signing_out() {
        ServerClient client = SERVER.newTenant();
        page.navigate(SERVER.url() + "/");
        assertThat(title()).hasText("Sign in");
        assertAccessible();
        page.getByLabel("API key").fill("mk_wrong");
        page.keyboard().press("Enter");
        assertThat(page.locator("#reason")).hasText("This key is not valid.");
        page.getByLabel("API key").fill(client.key());
        page.keyboard().press("Enter");
        assertThat(page.locator("#nav")).isVisible();
        page.reload();
        assertThat(page.locator("#nav")).isVisible();
        button("Sign out").click();
        assertThat(title()).hasText("Sign in");
        assertThat(page.evaluate("Object.keys(sessionStorage).length")).isEqualTo(0);
        // The browser logs refused requests by itself.
        complaints.removeIf(complaint -> complaint.contains("401"));
    }

    @Test
    void the_pages_run_no_inline_script_and_load_nothing_from_elsewhere() {
        ServerClient.Answer index = SERVER.anonymous().get("/");
        assertThat(index.status()).isEqualTo(200);
        assertThat(index.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "trusted-types 'none'");
        assertThat(index.text()).doesNotContain("http://", "https://", "<style", "style=", "onclick");
        assertThat(SERVER.anonymous().get("/dashboard/app.js").status()).isEqualTo(200);
        assertThat(SERVER.anonymous().get("/shared/theme.css").status()).isEqualTo(200);
    }

    @Test
    void shortcuts_search_and_change_the_page_and_the_theme_is_kept() {
        visit(SERVER.newTenant(), "search?user=zoe");
        assertThat(title()).hasText("Search");
        page.locator("body").press("/");
        assertThat(page.getByLabel("Query")).isFocused();
        page.keyboard().type("/g");
        assertThat(page.getByLabel("Query")).hasValue("/g");
        page.keyboard().press("Escape");
        button("Theme: Auto").click();
        button("Theme: Light").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.locator("body").press("?");
        assertThat(page.locator("#shortcuts")).isVisible();
        assertAccessible();
        page.keyboard().press("Escape");
        page.locator("body").press("g");
        page.locator("body").press("u");
        assertThat(title()).hasText("Users");
    }
}
