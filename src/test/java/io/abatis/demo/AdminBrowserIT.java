package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** What an operator does on the pages, on a desk and on a phone: each act does what it says, to the client too. */
final class AdminBrowserIT extends AdminTest {

    private static final int HIGH = 900;

    @AfterEach
    void consoleHasNoErrors() {
        assertThat(browser().errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void logIn_wrongThenRightToken_isToldThenLetIn(int width) {
        browser().resize(width, HIGH);
        forget();
        driver().get(admin().home().resolve("bans").toString());
        enter("abatis_wrong");
        awaitText("#problem", "No operator has this token");
        assertThat(driver().switchTo().activeElement().getAttribute("id")).isEqualTo("token");
        enter(Objects.requireNonNull(admin().token()));

        awaitText("h1", "Bans");
        await("#logout");
        assertThat(driver().getCurrentUrl()).doesNotContain("abatis_");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void logIn_wrongTokensTooOften_isAskedToWait(int width) throws IOException {
        browser().resize(width, HIGH);
        try (AdminServer throttling = AdminServer.of(this::console).start()) {
            driver().get(throttling.home().resolve("login").toString());
            for (int attempt = 0; attempt < 5; attempt++) {
                enter("abatis_wrong" + attempt);
                awaitText("#problem", "No operator has this token");
            }
            enter("abatis_wrong");
            awaitText("#problem", "Too many wrong tokens");
            assertThat(driver().findElement(By.id("enter")).isEnabled()).isFalse();
            awaitText("#enter", "Wait");
            driver().get("about:blank");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void overview_callsAndARefusal_figuresMoveWithoutLoading(int width) throws IOException {
        browser().resize(width, HIGH);
        open("/");
        awaitText("#live", "Live");
        driver().executeScript("window.loaded = 'once'");
        long calls = figure("#calls");
        long refused = figure("#refused");
        user(25);
        attacker();

        patiently().until(driver -> figure("#calls") >= calls + 25 && figure("#refused") > refused);
        assertThat(driver().executeScript("return window.loaded")).isEqualTo("once");
        assertThat(driver().findElement(By.cssSelector("#scores-chart canvas")).getAttribute("aria-label"))
                .contains("Histogram of scores");
        patiently()
                .until(driver -> Objects.requireNonNull(driver.findElement(By.cssSelector("#calls-chart canvas"))
                                .getAttribute("aria-label"))
                        .contains("Line chart of the last 15 minutes"));
    }

    @Test
    void overview_serverRestarted_saysThatItIsGoneAndAsksForTheToken() throws IOException {
        browser().resize(1280, HIGH);
        int port;
        try (AdminServer first = AdminServer.of(this::console).start()) {
            port = first.home().getPort();
            driver().get(first.home().resolve("login").toString());
            enter(Objects.requireNonNull(first.token()));
            awaitText("#live", "Live");
        }
        awaitText("#live", "Connection lost");
        try (AdminServer again = AdminServer.of(this::console).port(port).start()) {
            awaitText("h1", "Log in");
            enter(Objects.requireNonNull(again.token()));
            awaitText("#live", "Live");
            driver().get("about:blank");
        }
        assertThat(browser().errors()).allMatch(error -> error.contains("net::ERR_"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void client_foundAndUnbanned_isServedAgain(int width) throws IOException {
        browser().resize(width, HIGH);
        String attacker = attacker();
        assertThat(call(attacker, "/api/often1")).isEqualTo(403);
        open("/bans");
        click("a[href='/client#" + attacker + "']");
        awaitText("#client", attacker);
        awaitText("#recent", "GET /api/rarely");
        awaitText("#states", "banned");
        awaitText("#figures", "Score when banned");
        awaitText("#explanation", "when it was banned: score");
        awaitText("#columns", "GET /api/rarely");
        assertThat(driver().getCurrentUrl()).endsWith("/client#" + attacker);
        press("Unban");
        awaitText("#said", attacker + " is unbanned");

        assertThat(call(attacker, "/api/often1")).isEqualTo(200);
        awaitText("#states", "cleared");
        awaitText("#states", "labelled benign");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void clients_filtered_leadToTheReasons(int width) throws IOException {
        browser().resize(width, HIGH);
        String user = user(20);
        user(20);
        open("/clients");
        await("#filter").sendKeys(user);
        awaitText("#shown", "1 client");
        click("#list a");

        awaitText("#client", user);
        awaitText("#explanation", "before any question");
        awaitText("#columns", "of the last");
        assertThat(driver().findElements(By.cssSelector("#columns svg.signed-plot")))
                .isNotEmpty();
        assertThat(text("#figures")).contains("20");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void bans_byHandExtendedAllowedAndUndone_clientFeelsEach(int width) throws IOException {
        browser().resize(width, HIGH);
        String client = user(1);
        open("/bans");
        press("Ban a client…");
        await("#ask-client").sendKeys(client);
        await("#ask-note").sendKeys("seen in the firewall");
        press("Ban");
        awaitText("#said", client + " is banned until");
        awaitText("#said", "a restart forgets it");
        assertThat(call(client, "/api/often1")).isEqualTo(403);
        awaitText("#bans", client);

        press("Extend " + client);
        await("#ask-count").clear();
        await("#ask-count").sendKeys("3");
        press("Set the end");
        awaitText("#bans", "in 2 d 23 h");

        press("Allow " + client);
        awaitText("#said", "unbanned and allowed for good");
        assertThat(call(client, "/api/often1")).isEqualTo(200);
        awaitText("#allowed", client);

        press("Undo");
        awaitText("#said", client + " is banned again");
        assertThat(call(client, "/api/often1")).isEqualTo(403);

        press("Unban " + client);
        awaitText("#said", client + " is unbanned");
        press("Take back " + client);
        awaitText("#said", "judged like others again");
        assertThat(call(client, "/api/often1")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void bans_badAddress_saysWhy(int width) {
        browser().resize(width, HIGH);
        open("/bans");
        press("Ban a client…");
        await("#ask-client").sendKeys("<b>nobody</b>");
        press("Ban");
        await("#failed p");
        assertThat(driver().findElements(By.cssSelector("#failed b"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void whatIf_byKeyboard_saysWhomItWouldRefuse(int width) throws IOException {
        browser().resize(width, HIGH);
        attacker();
        user(12);
        open("/model");
        WebElement slider = await("#threshold");
        patiently().until(driver -> !text("#chosen").isEmpty());
        slider.sendKeys(Keys.HOME);
        awaitText("#chosen", "0.00");
        long all = figure("#attackers") + figure("#innocents");
        assertThat(all).isPositive();
        slider.sendKeys(Keys.ARROW_RIGHT);
        awaitText("#chosen", "0.01");
        slider.sendKeys(Keys.END);
        awaitText("#chosen", "1.00");

        assertThat(figure("#attackers") + figure("#innocents")).isLessThan(all);
        assertThat(text("#sentence")).startsWith("At 1.00, ").contains("would be refused");
        assertThat(slider.getAttribute("aria-valuetext")).startsWith("1.00: ");
        assertThat(driver().findElement(By.cssSelector("#whatif-chart canvas")).getAttribute("aria-label"))
                .contains("At 1.00");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void mode_lowered_isAskedAboutAndCanBeUndone(int width) throws IOException {
        browser().resize(width, HIGH);
        String attacker = attacker();
        open("/");
        awaitText("#mode", "enforce");
        click("[data-mode=observe]");
        press("Cancel");
        gone(By.tagName("dialog"));
        assertThat(text("#mode")).isEqualTo("enforce");

        click("[data-mode=observe]");
        press("Switch to observe");
        awaitText("#mode", "observe");
        assertThat(call(attacker, "/api/often1")).isEqualTo(200);
        press("Undo");
        awaitText("#mode", "enforce");
        assertThat(call(attacker, "/api/often1")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void logOut_thenAnyPage_asksForTheToken(int width) {
        browser().resize(width, HIGH);
        open("/events");
        press("Log out");
        awaitText("h1", "Log in");
        driver().get(admin().home().resolve("clients").toString());
        awaitText("h1", "Log in");
        patiently().until(ExpectedConditions.urlContains("/login"));
    }

    private long figure(String selector) {
        String digits = text(selector).replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
