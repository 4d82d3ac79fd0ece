package dev.memoir.samples.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, against real processes. */
class PageIT {

    @TempDir
    private Path home;

    @Test
    void what_was_said_is_recalled_after_a_restart_and_as_it_was_edited_and_not_once_it_is_forgotten() {
        String dir = home.resolve("a memory").toString();
        try (Chromium chromium = Chromium.start()) {
            BrowserContext context = chromium.browser.newContext();
            Page page = context.newPage();
            try (Serving serving = Serving.start(home, Map.of(), "--port", "0", "--dir", dir)) {
                page.navigate(serving.url);
                say(page, "My sister Ana moved to Lisbon in May.");
                assertThat(page.locator("#messages .theirs").last()).containsText("recalled nothing about this");
            }
            try (Serving serving = Serving.start(home, Map.of(), "--port", "0", "--dir", dir)) {
                page.navigate(serving.url);
                button(page, "New conversation").click();
                say(page, "Where does my sister live?");
                assertThat(page.locator("#messages .theirs").last()).containsText("Ana moved to Lisbon");
                assertThat(page.locator("#recalled-items .card").first()).containsText("Ana moved to Lisbon");
                page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/first.png")));
            }
        }
    }

    private static void say(Page page, String words) {
        Locator field = page.getByLabel("Your message");
        field.fill(words);
        field.press("Enter");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
