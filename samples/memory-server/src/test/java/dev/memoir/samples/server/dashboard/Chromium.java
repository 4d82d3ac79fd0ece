// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser, headless: the one that is installed. None is downloaded. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private static final String ABSENT = "The page is not tested: there is no Chromium. Install one (Debian: apt-get"
            + " install chromium), or name one in MEMOIR_CHROMIUM.";

    private final Playwright playwright;
    final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable)
                        // What it runs is this build's own pages; as root, as in containers, its sandbox cannot start.
                        .setChromiumSandbox(false));
    }

    static Chromium start() {
        Optional<Path> executable = executable();
        boolean required = System.getenv("MEMOIR_CHROMIUM_REQUIRED") != null;
        if (!required) {
            Assumptions.assumeTrue(executable.isPresent(), ABSENT);
        }
        // Page, server and model share what cores there are with whatever else runs; five seconds, the default, are few
        // then.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        return new Chromium(executable.orElseThrow(() -> new AssertionError(ABSENT)));
    }

    private static Optional<Path> executable() {
        String named = System.getenv("MEMOIR_CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        return Arrays.stream(Objects.requireNonNullElse(System.getenv("PATH"), "")
                        .split(Path.of("x").getFileSystem().getSeparator().equals("/") ? ":" : ";"))
                .flatMap(folder -> Stream.of("", ".exe")
                        .flatMap(end ->
                                NAMES.stream().map(name -> Path.of(folder.isEmpty() ? "." : folder, name + end))))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
