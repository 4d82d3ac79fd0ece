// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of the dashboard in a real browser. Each test has a browser context of its own. */
abstract class DashboardTestCase {

    static final RunningServer SERVER = RunningServer.shared();

    /** One for all classes: a start takes longer than a test. */
    private static Chromium chromium;

    final List<String> complaints = new ArrayList<>();

    BrowserContext context;
    Page page;

    @BeforeEach
    void open() {
        if (chromium == null) {
            chromium = Chromium.start();
            Runtime.getRuntime().addShutdownHook(new Thread(chromium::close));
        }
        context = chromium.browser.newContext();
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onDialog(dialog -> complaints.add("a script ran: " + dialog.message()));
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
        assertThat(complaints).isEmpty();
    }

    /** Opens a page of the dashboard, signed in with a client's key. */
    void visit(ServerClient client, String address) {
        page.addInitScript("sessionStorage.setItem('memoir.key', '" + client.key() + "')");
        page.navigate(SERVER.url() + "/#/" + address);
    }

    static void store(ServerClient client, String user, String text) {
        assertThat(client.post("/api/v1/memories", Map.of("userId", user, "memories", List.of(Map.of("text", text))))
                        .status())
                .isEqualTo(201);
    }

    Locator title() {
        return page.locator("#title");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator rows() {
        return page.locator(".rows .row");
    }

    /** Checks what can be checked of WCAG AA: everything in light, the colours in dark too. */
    void assertAccessible() {
        assertAccessible(
                new AxeBuilder(page).withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertAccessible(new AxeBuilder(page).withRules(List.of("color-contrast")));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private void assertAccessible(AxeBuilder axe) {
        List<Rule> violations = axe.analyze().getViolations();
        assertThat(violations)
                .as(page.url())
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                .isEmpty();
    }

    /** Checks that nothing is wider than a phone, once the charts have been drawn for its width. */
    void assertFitsPhone() {
        page.setViewportSize(390, 844);
        assertThat(title()).isVisible();
        page.waitForFunction("document.documentElement.scrollWidth <= 390"
                + " && document.getElementById('main').scrollWidth <= 390");
    }
}
