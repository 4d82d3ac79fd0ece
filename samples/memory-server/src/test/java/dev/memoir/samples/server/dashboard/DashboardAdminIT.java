// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import dev.memoir.samples.server.key.Tenant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The pages of admin keys: overview, extraction, spending, keys and tenants, audit log. */
class DashboardAdminIT extends DashboardTestCase {

    @Test
    void the_overview_counts_and_charts_the_calls() {
        ServerClient admin = admin("charts");
        store(admin, "zoe", "The user never flies on Fridays.");
        admin.post("/api/v1/search", Map.of("userId", "zoe", "query", "flights"));
        visit(admin, "overview?hours=1");
        assertThat(page.locator(".tiles")).containsText("Memories1");
        Locator calls = page.locator(".chart").first();
        assertThat(calls.locator("svg desc")).containsText("Searches: highest 1. Adds: highest 1.");
        assertThat(page.locator(".chart").nth(1).locator("path.look-c")).hasAttribute("d", Pattern.compile("M.+"));
        calls.locator("svg").focus();
        page.keyboard().press("ArrowLeft");
        assertThat(calls.locator(".reading")).containsText("Searches");
        calls.getByText("As a table").click();
        assertThat(calls.locator("tbody tr").last()).containsText("1");
        assertAccessible();
        assertFitsPhone();
        button("30 days").click();
        assertThat(calls.locator("h2")).hasText("Calls per 6 hours");
    }

    @Test
    void parked_turns_tell_the_reason_and_are_tried_again() {
        ServerClient admin = admin("parked");
        visit(admin, "extraction");
        assertThat(page.locator(".state")).containsText("Nothing is parked");
        SERVER.model().fails(400);
        try {
            admin.post("/api/v1/turns", Map.of("userId", "zoe", "turns", List.of(said("The tram is late again."))));
            Awaitility.await()
                    .until(() -> admin.get("/api/v1/admin/status")
                                    .json()
                                    .path("parkedTurns")
                                    .asInt()
                            == 1);
        } finally {
            SERVER.model().fails(200);
        }
        button("Refresh").click();
        Locator parked = page.locator(".hit");
        assertThat(parked).containsText("The tram is late again.");
        assertThat(parked.locator(".because")).containsText("400");
        assertAccessible();
        assertFitsPhone();
        SERVER.model().extracts("The tram is late again", "The tram is late again.");
        button("Try all again").click();
        assertThat(page.locator("#toast")).containsText("1 scope is tried again");
        Awaitility.await()
                .until(() -> admin.get("/api/v1/memories?userId=zoe")
                                .json()
                                .path("items")
                                .size()
                        == 1);
        button("Refresh").click();
        assertThat(page.locator(".state")).containsText("Nothing is parked");
    }

    @Test
    void spending_is_charted_by_the_day() {
        ServerClient admin = admin("spending");
        visit(admin, "spending");
        assertThat(page.locator(".state")).containsText("No tokens were used");
        SERVER.model().extracts("I bought a kayak", "The user bought a kayak.");
        admin.post(
                "/api/v1/turns",
                Map.of("userId", "zoe", "awaitSeconds", 60, "turns", List.of(said("I bought a kayak."))));
        page.reload();
        assertThat(page.locator(".chart svg desc")).containsText("Tokens: highest");
        assertThat(page.locator(".tiles")).containsText("Today");
        assertAccessible();
        assertFitsPhone();
    }

    @Test
    void a_key_is_created_shown_once_copied_and_revoked() {
        visit(admin("keys"), "keys");
        button("Create key…").click();
        Locator dialog = page.locator("#new-key");
        page.getByLabel("Label").fill("The shop's assistant");
        dialog.getByRole(AriaRole.COMBOBOX).fill("shop");
        page.getByLabel("User", new Page.GetByLabelOptions().setExact(true)).fill("zoe");
        page.getByLabel("May only read").check();
        assertAccessible();
        dialog.getByText("Create", new Locator.GetByTextOptions().setExact(true))
                .click();
        Locator shown = page.getByLabel("Secret");
        assertThat(shown).hasValue(Pattern.compile("mk_.{20,}"));
        String secret = shown.inputValue();
        assertAccessible();
        button("Copy").click();
        // The browser's driver belongs to this thread.
        Awaitility.await()
                .pollInSameThread()
                .untilAsserted(() -> assertThat(page.evaluate("navigator.clipboard.readText()"))
                        .isEqualTo(secret));
        button("I have copied it").click();
        Locator row = page.locator("tr").filter(new Locator.FilterOptions().setHasText("The shop's assistant"));
        assertThat(row).containsText("Reads, only zoe");
        assertThat(page.locator("body")).not().containsText(secret);
        ServerClient.Answer status = SERVER.anonymous().send("GET", "/api/v1/status", null, "X-API-Key", secret);
        assertThat(status.json().path("readOnly").asBoolean()).isTrue();
        assertAccessible();
        assertFitsPhone();

        page.setViewportSize(1280, 800);
        row.getByText("Revoke").click();
        page.locator("#ask").getByText("Cancel").click();
        row.getByText("Revoke").click();
        page.locator("#ask-yes").click();
        assertThat(row).containsText("revoked");
        assertThat(SERVER.anonymous()
                        .send("GET", "/api/v1/status", null, "X-API-Key", secret)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void the_first_key_of_a_server_signs_in() {
        try (RunningServer fresh = RunningServer.start(false)) {
            page.navigate(fresh.url() + "/#/keys");
            assertThat(page.locator(".state")).containsText("There are no keys");
            assertThat(button("Sign out")).isHidden();
            button("Create key…").click();
            assertThat(page.getByLabel("Admin: keys")).isDisabled();
            page.getByLabel("Label").fill("mine");
            page.keyboard().press("Enter");
            assertThat(page.getByLabel("Secret")).isVisible();
            button("I have copied it").click();
            assertThat(page.locator("tr").filter(new Locator.FilterOptions().setHasText("mine")))
                    .containsText("Admin");
            assertThat(button("Sign out")).isVisible();
            page.navigate("about:blank");
        }
    }

    @Test
    void the_audit_log_tells_who_did_what_and_leads_to_the_item() {
        ServerClient admin = admin("audited");
        store(admin, "zoe", "The user never flies on Fridays.");
        visit(admin, "audit?tenant=audited");
        assertThat(rows().first()).containsText("Store memories");
        assertThat(rows().first()).containsText("test");
        assertThat(page.locator("main")).not().containsText("Fridays");
        assertAccessible();
        assertFitsPhone();
        rows().first().click();
        assertThat(page.locator(".panel .told")).hasText("The user never flies on Fridays.");
    }

    private static Map<String, String> said(String text) {
        return Map.of("role", "USER", "text", text);
    }

    private static ServerClient admin(String tenant) {
        return SERVER.client(new Tenant(tenant), null, false, true);
    }
}
