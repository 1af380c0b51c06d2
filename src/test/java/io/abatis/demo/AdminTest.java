package io.abatis.demo;

import io.abatis.Browser;
import io.abatis.admin.Events;
import io.abatis.audit.AuditLog;
import io.abatis.client.Ip;
import io.abatis.console.Console;
import io.abatis.gate.Event;
import io.abatis.servlet.AbatisFilter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A test with a real browser on the operators' pages of a running demo, one browser for the class. */
abstract class AdminTest extends DemoTest {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Log log = new Log();

    private @Nullable DemoServer demo;
    private @Nullable AdminServer admin;
    private @Nullable Browser browser;

    /** The demo's audit log, and before it what a test has written. */
    static final class Log implements Events {
        private final List<Line> lines = new CopyOnWriteArrayList<>();
        private Events demos = Events.none();
        private final List<Consumer<Line>> subscribers = new CopyOnWriteArrayList<>();

        void add(Event event, String json) {
            Line line = new Line("e" + lines.size(), event, json);
            lines.add(0, line);
            subscribers.forEach(one -> one.accept(line));
        }

        @Override
        public List<Line> recent(int most) {
            return Stream.concat(lines.stream(), demos.recent(most).stream())
                    .limit(most)
                    .toList();
        }

        @Override
        public @Nullable Line find(String id) {
            return lines.stream()
                    .filter(line -> line.id().equals(id))
                    .findFirst()
                    .orElseGet(() -> demos.find(id));
        }

        @Override
        public AutoCloseable subscribe(Consumer<Line> subscriber) {
            subscribers.add(subscriber);
            AutoCloseable other = demos.subscribe(subscriber);
            return () -> {
                subscribers.remove(subscriber);
                other.close();
            };
        }
    }

    @Override
    DemoServer prepared(DemoServer server) {
        demo = server;
        return server;
    }

    @BeforeAll
    void startBrowser() throws IOException {
        log.demos = Events.of((AuditLog) Objects.requireNonNull(
                Objects.requireNonNull(demo).servletContext().getAttribute(AbatisFilter.AUDIT_ATTRIBUTE)));
        admin = AdminServer.of(this::console).events(log).start();
        browser = Browser.start();
    }

    @AfterAll
    void stopBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (admin != null) {
            admin.close();
        }
    }

    Browser browser() {
        return Objects.requireNonNull(browser);
    }

    ChromeDriver driver() {
        return browser().driver();
    }

    AdminServer admin() {
        return Objects.requireNonNull(admin);
    }

    @Nullable
    Console console() {
        return (Console) Objects.requireNonNull(demo).servletContext().getAttribute(AbatisFilter.CONSOLE_ATTRIBUTE);
    }

    Log log() {
        return log;
    }

    /** Opens a page of the operators, logged in. */
    void open(String path) {
        URI page = admin().home().resolve(path);
        // Another fragment alone would load nothing.
        driver().get("about:blank");
        driver().get(page.toString());
        if (text("h1").equals("Log in")) {
            enter(Objects.requireNonNull(admin().token()));
            gone(By.id("token"));
            driver().get("about:blank");
            driver().get(page.toString());
        }
        await("#logout");
    }

    /** Logs out by losing the cookie. */
    void forget() {
        driver().get("about:blank");
        driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    /** Tries a token. */
    void enter(String token) {
        WebElement field = await("#token");
        field.clear();
        field.sendKeys(token);
        await("#enter").click();
    }

    /** Waits for something that can be seen. */
    WebElement await(String selector) {
        return patiently().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(selector)));
    }

    void awaitText(String selector, String part) {
        patiently().until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), part));
    }

    void gone(By what) {
        patiently().until(ExpectedConditions.invisibilityOfElementLocated(what));
    }

    WebDriverWait patiently() {
        return new WebDriverWait(driver(), PATIENCE);
    }

    String text(String selector) {
        return await(selector).getText();
    }

    void click(String selector) {
        WebElement element = await(selector);
        driver().executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
        patiently().until(ExpectedConditions.elementToBeClickable(element)).click();
    }

    /** Presses the button that is called so. */
    void press(String name) {
        By button = By.xpath("//button[normalize-space(.)='" + name + "' or @aria-label='" + name + "']");
        WebElement found = patiently().until(ExpectedConditions.visibilityOfElementLocated(button));
        driver().executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", found);
        found.click();
    }

    /** Calls the demo as a client, and tells the status. */
    int call(String client, String path, String... headers) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: " + client + "\r\n"
                + String.join("", headers) + "Connection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    /** Behaves like an attacker until it is refused, and is then banned for an hour, however slow this machine is. */
    String attacker() throws IOException {
        String client = Visitor.freshAddress();
        int calls = 0;
        while (call(client, "/api/rarely") != 403) {
            if (++calls > 100) {
                throw new AssertionError(client + " was not refused in 100 calls");
            }
        }
        Objects.requireNonNull(console()).ban(Ip.of(client), Duration.ofHours(1), "test", "");
        return client;
    }

    /** Makes some calls as people do. */
    String user(int calls) throws IOException {
        String client = Visitor.freshAddress();
        for (int i = 0; i < calls; i++) {
            call(client, "/api/often" + (1 + i % 8));
        }
        return client;
    }
}
