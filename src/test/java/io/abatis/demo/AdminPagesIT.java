package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import io.abatis.gate.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The operators' pages as such: they fit, everybody can use them, and what strangers sent stays text. Leaves pictures in target/screenshots. */
final class AdminPagesIT extends AdminTest {

    private static final Path PICTURES = Path.of("target/screenshots");
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String HOSTILE =
            SCRIPT + "<img src=x onerror=alert(1)>\u001b[31m\u202egnp.exe\n=HYPERLINK(\"http://127.0.0.1/\")";

    private static final String AXE = """
            const done = arguments[arguments.length - 1];
            axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }).then((found) => done([
              found.passes.length,
              ...found.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join('; ')),
            ]), (failure) => done([String(failure)]));
            """;

    private String axe = "";
    private String attacker = "";

    @BeforeAll
    void callTheDemo() throws IOException {
        try (InputStream in = AdminPagesIT.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        driver().manage().timeouts().scriptTimeout(PATIENCE);
        attacker = Visitor.freshAddress();
        for (String path : List.of(
                "/%3Cscript%3Ealert(1)%3C/script%3E",
                "/api/%3Cimg%20src=x%20onerror=alert(1)%3E",
                "/api/%1b%5b31mred",
                "/api/%e2%80%aegnp.exe",
                "/api/%0d%0aSet-Cookie:%20x",
                "/=cmd%7C'%20/c%20calc'!A0")) {
            call(
                    attacker,
                    path,
                    "User-Agent: " + SCRIPT + "\u202e\r\n",
                    "Referer: =HYPERLINK(\"http://127.0.0.1/\")\r\n",
                    "X-Evil: <img src=x onerror=alert(1)>\r\n");
        }
        for (int i = 0; i < 30; i++) {
            user(1 + i % 12);
        }
        for (int i = 0; i < 4; i++) {
            attacker();
        }
        Objects.requireNonNull(console()).ban(Ip.of(attacker), Duration.ofHours(2), "test", HOSTILE);
        Objects.requireNonNull(console()).allow(Ip.of(Visitor.freshAddress()), "test", "");
        long now = System.currentTimeMillis();
        log().add(
                        Event.of(Event.Kind.LOGGED_IN, now - 9_000, "operator", ""),
                        "{\"event\":{\"action\":\"logged_in\"}}");
        log().add(
                        Event.of(Event.Kind.FLAGGED, now, Ip.of(attacker), null, null, HOSTILE),
                        "{\"user_agent\":{\"original\":\"<script>alert(1)</script>\\u001b[31m\\u202egnp.exe\"}}");
    }

    @AfterEach
    void consoleHasNoErrors() {
        assertThat(browser().errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark", "360, light"})
    void open_anyPage_fitsAndEverybodyCanUseIt(int width, String scheme) throws IOException {
        browser().resize(width, 900);
        browser().prefer(scheme);
        for (String page : List.of("", "clients", "client#" + attacker, "bans", "model", "events")) {
            open("/" + page);
            awaitFilled();
            check(page, width, scheme);
        }
        forget();
        driver().get(admin().home().resolve("login").toString());
        await("#token");
        check("login", width, scheme);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ban a client…", "Extend %s", "Unban %s"})
    void open_questionOrMessage_everybodyCanUseIt(String button) throws IOException {
        browser().resize(390, 900);
        browser().prefer("light");
        String banned = attacker();
        open("/bans");
        press(String.format(button, banned));
        await("dialog, .message");
        check("bans-asked", 390, "light");
    }

    @Test
    void open_hostileEvent_isText() {
        browser().resize(1280, 900);
        for (String page : List.of("/events", "/")) {
            open(page);
            await("#feed li");
            driver().executeScript("document.querySelectorAll('#feed summary').forEach((one) => one.click())");
            await("#feed pre");
            assertInert();
            assertThat(text("#feed"))
                    .contains(SCRIPT, "<img src=x onerror=alert(1)>", "\\x1b[31m", "\\u{202e}gnp.exe", "=HYPERLINK");
        }
    }

    @Test
    void open_hostileClient_isText() {
        browser().resize(1280, 900);
        open("/client#" + attacker);
        awaitText("#client", attacker);
        await("#recent table");
        awaitText("#events", SCRIPT);
        assertInert();
        assertThat(text("#recent")).contains("script").doesNotContain("\u202e", "\u001b");
    }

    @Test
    void open_hostileBan_isText() {
        browser().resize(1280, 900);
        for (String page : List.of("/bans", "/clients")) {
            open(page);
            awaitText("main", attacker);
            assertInert();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "%3Cscript%3Ealert(1)%3C/script%3E",
                "../status",
                "%ff",
                "javascript:alert(1)"
            })
    void open_hostileFragment_isText(String fragment) {
        browser().resize(390, 900);
        open("/model");
        driver().executeScript("location.assign('/client#' + arguments[0])", fragment);
        await("#absent");
        assertInert();
        assertThat(browser().overflow()).isZero();
    }

    @Test
    void open_hostileWayBack_leadsHome() {
        browser().resize(1280, 900);
        open("/");
        press("Log out");
        await("#token");
        driver().get(admin().home().resolve("login?next=//evil.example/").toString());
        enter(Objects.requireNonNull(admin().token()));
        awaitText("h1", "Overview");
        assertThat(driver().getCurrentUrl()).isEqualTo(admin().home().toString());
    }

    @Test
    void tab_fromTheTop_reachesContentWithAVisibleFocus() {
        browser().resize(1280, 900);
        open("/bans");
        awaitFilled();
        driver().executeScript("document.body.focus()");
        for (int i = 0; i < 12; i++) {
            driver().switchTo().activeElement().sendKeys(org.openqa.selenium.Keys.TAB);
            WebElement focused = driver().switchTo().activeElement();
            assertThat(focused.getTagName()).isNotEqualTo("body");
            assertThat(focused.getCssValue("outline-style"))
                    .as(focused.getText())
                    .isEqualTo("solid");
        }
        assertThat(driver().executeScript("return document.querySelector('main').contains(document.activeElement)"))
                .isEqualTo(true);
    }

    /** Until nothing asks the gate any more. */
    private void awaitFilled() {
        patiently()
                .until(driver -> driver.findElements(By.xpath("//*[text()='Asking the gate…' or text()='Connecting…']"))
                        .isEmpty());
        patiently()
                .until(driver -> driver.findElements(By.cssSelector("canvas[aria-label='Nothing to show yet']"))
                        .isEmpty());
    }

    private void check(String page, int width, String scheme) throws IOException {
        String name = page.isEmpty() ? "overview" : page.replaceAll("#.*", "");
        picture(name + "-" + width + "-" + scheme);
        assertThat(browser().overflow()).as("%s at %d", page, width).isZero();
        patiently()
                .until(driver -> Boolean.TRUE.equals(driver().executeScript(
                                "return [...document.querySelectorAll('canvas')].every((one) => Math.abs(one.clientWidth - one.parentElement.clientWidth) < 2)")));
        driver().executeScript(axe);
        List<?> found = (List<?>) Objects.requireNonNull(driver().executeAsyncScript(AXE));
        assertThat(found.get(0)).isInstanceOf(Long.class).isNotEqualTo(0L);
        assertThat(found.subList(1, found.size()))
                .as("%s at %d, %s", page, width, scheme)
                .isEmpty();
    }

    /** Alerts open during the test would make this command fail. */
    private void assertInert() {
        assertThat(
                        driver().findElements(
                                        By.cssSelector(
                                                "main img, main script, main iframe, main b, script:not([src]), [onerror], [onload], a[href^='javascript:']")))
                .isEmpty();
    }

    private void picture(String name) throws IOException {
        Files.createDirectories(PICTURES);
        Object data = driver().executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .get("data");
        Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(data)));
    }
}
