package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.Browser;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The demo's pages in a real browser: nothing hostile comes alive, nothing sticks out, the buttons work. */
final class DemoBrowserIT extends DemoTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Browser browser;
    private ChromeDriver driver;

    @BeforeAll
    void startBrowser() throws IOException {
        browser = Browser.start();
        driver = browser.driver();
    }

    @AfterAll
    void stopBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void consoleHasNoErrors() {
        assertThat(browser.errors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void open_hostileParameter_staysText(String hostile) {
        String text = Visitor.encoded(hostile);
        for (String path : List.of(
                "hello?name=" + text,
                "files?path=" + text,
                "command?name=" + text + "&arg=x",
                "command?name=echo&arg=" + text,
                "nothing/" + text)) {
            open(path);
            assertNothingCameAlive();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void submit_hostileName_isGreetedAsText(String hostile) {
        open("hello");
        WebElement field = driver.findElement(By.id("name"));
        field.clear();
        field.sendKeys(hostile);
        driver.findElement(By.cssSelector("main form button")).click();

        await().until(ExpectedConditions.textToBe(By.id("from-script"), "Hello, " + hostile + "!"));
        assertThat(driver.findElement(By.tagName("h1")).getText()).isEqualTo("Hello, " + hostile + "!");
        assertThat(driver.findElement(By.id("name")).getDomProperty("value")).isEqualTo(hostile);
        assertNothingCameAlive();
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark", "360, light"})
    void open_anyPageAtAnyWidth_fits(int width, String scheme) {
        browser.resize(width, 900);
        browser.prefer(scheme);
        for (String path : List.of(
                "", "hello", "hello?name=" + "x".repeat(200), "files?path=readings", "command?name=ls", "nothing")) {
            open(path);
            assertThat(browser.overflow()).as("%s at %d", path, width).isZero();
        }
        browser.resize(1280, 900);
    }

    @Test
    void click_route_isLogged() {
        open("");
        click("[data-route=often1]");

        await().until(ExpectedConditions.textToBe(By.id("answered"), "1"));
        assertThat(text("#log")).contains("/api/often1", "200");
        assertThat(driver.findElements(By.cssSelector("#window .cell"))).hasSize(1);
    }

    @Test
    void click_likeAUser_callsFromOneFreshAddress() {
        open("");
        String before = text("#address");
        click("#user");
        await().until(ExpectedConditions.elementToBeClickable(By.id("user")));

        assertThat(text("#address")).isNotEqualTo(before);
        assertThat(Integer.parseInt(text("#sent"))).isPositive();
        assertThat(text("#status")).contains("The user");
    }

    @Test
    void click_stop_endsTheCalls() {
        open("");
        click("#user");
        await().until(ExpectedConditions.elementToBeClickable(By.id("stop"))).click();
        await().until(ExpectedConditions.elementToBeClickable(By.id("user")));

        assertThat(text("#status")).contains("The user");
        assertThat(Integer.parseInt(text("#sent"))).isLessThan(60);
        assertThat(driver.findElement(By.id("stop")).isEnabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "files", "command"})
    void click_everyExample_showsItsAnswerAsText(String probe) {
        open("");
        String form = "[data-probe=" + probe + "]";
        for (WebElement example : driver.findElements(By.cssSelector(form + " .chips button"))) {
            driver.executeScript("document.querySelector(arguments[0]).hidden = true", form + " output");
            driver.executeScript("arguments[0].click()", example);
            await().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(form + " output")));
            assertThat(text(form + " output .tag")).isIn("200", "400");
            assertNothingCameAlive();
        }
    }

    static List<String> scripts() {
        return List.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "';alert(1)//",
                "\";alert(1)//",
                "</script><script>alert(1)</script>",
                "\" autofocus onfocus=alert(1) x=\"",
                "<svg onload=alert(1)>");
    }

    private void open(String path) {
        browser.open("http://127.0.0.1:" + port() + "/" + path, Visitor.freshAddress());
    }

    /** Alerts open during the test would make this command fail; the page's own elements are all known. */
    private void assertNothingCameAlive() {
        assertThat(driver.findElements(
                        By.cssSelector("main img, main svg, script:not([src]), [onerror], [onfocus], [onload]")))
                .isEmpty();
        assertThat(driver.findElements(By.cssSelector("script[src*='hello.js'], script[src='js/home.js']")))
                .hasSameSizeAs(driver.findElements(By.tagName("script")));
    }

    private void click(String selector) {
        driver.executeScript(
                "document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'})",
                selector);
        await().until(ExpectedConditions.elementToBeClickable(By.cssSelector(selector)))
                .click();
    }

    private String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    private WebDriverWait await() {
        return new WebDriverWait(driver, PATIENCE);
    }
}
