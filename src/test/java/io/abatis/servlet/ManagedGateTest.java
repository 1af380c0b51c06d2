package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.console.Measures;
import io.abatis.console.Meters;
import io.abatis.forest.NamesModel;
import io.abatis.gate.Action;
import jakarta.servlet.DispatcherType;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JMX shows of a filter, and what the filter measures itself. */
final class ManagedGateTest {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path folder;

    private final TestSite site = new TestSite();

    @AfterEach
    void stop() {
        site.close();
    }

    private static Set<ObjectName> gates() throws Exception {
        return SERVER.queryNames(new ObjectName("io.abatis:type=Gate,*"), null);
    }

    private static ObjectName gate() throws Exception {
        assertThat(gates()).hasSize(1);
        return gates().iterator().next();
    }

    private static double at(String attribute, String item) throws Exception {
        CompositeData data = (CompositeData) SERVER.getAttribute(gate(), attribute);
        return (Double) data.get(item);
    }

    @Test
    void attributes_afterAnAttack_agreeWithTheFigures() throws Exception {
        site.guarded(TestSite.ENFORCE, folder)
                .serving(TestServlet.hello(), "/*")
                .start();
        int calls = site.attack("198.51.100.7");

        assertThat(at("Calls", "enforce.pass.clear")).isEqualTo(calls - 1);
        assertThat(at("Calls", "enforce.refuse.behaviour")).isEqualTo(1);
        assertThat(at("Bans", "ban")).isEqualTo(1);
        assertThat(at("Bans", "limit")).isZero();
        assertThat(at("JudgeSeconds", "count")).isEqualTo(calls);
        assertThat(at("JudgeSeconds", "sum")).isPositive();
        assertThat(at("JudgeSeconds", "p99")).isGreaterThanOrEqualTo(at("JudgeSeconds", "p50"));
        assertThat(SERVER.getAttribute(gate(), "Paused")).isEqualTo(0.0);
        assertThat(site.gate().stats().snapshot().actions()).containsEntry(Action.REFUSE, 1L);
    }

    @Test
    void attributes_all_areOneAMeasureAndReadOnly() throws Exception {
        site.guarded(TestSite.ENFORCE, folder).start();

        var infos = SERVER.getMBeanInfo(gate()).getAttributes();

        assertThat(infos).hasSameSizeAs(Measures.ALL).allMatch(info -> info.isReadable() && !info.isWritable());
        for (var info : infos) {
            Object value = SERVER.getAttribute(gate(), info.getName());
            assertThat(value).isInstanceOf(Class.forName(info.getType()));
        }
        String[] names = Arrays.stream(infos).map(info -> info.getName()).toArray(String[]::new);
        assertThat(SERVER.getAttributes(gate(), names)).hasSameSizeAs(infos);
        assertThatThrownBy(() -> SERVER.getAttribute(gate(), "Absent")).isInstanceOf(AttributeNotFoundException.class);
        assertThatThrownBy(() -> SERVER.setAttribute(gate(), new Attribute("Paused", 1.0)))
                .isInstanceOf(AttributeNotFoundException.class);
    }

    @Test
    void name_twoFiltersAndALikeContext_doNotClash() throws Exception {
        site.guarded(TestSite.ENFORCE, folder).guarded(TestSite.ENFORCE, folder);
        site.context.setContextPath("/shop,x=*");
        try (TestSite twin = new TestSite()) {
            site.start();
            twin.context.setContextPath("/shop,x=*");
            AbatisFilter filter = new AbatisFilter(TestSite.config("", folder), twin.clock);
            twin.guarded(filter, DispatcherType.REQUEST).start();
            ManagedGate same = new ManagedGate(meters(twin), "/shop,x=*", "a");
            ManagedGate other = new ManagedGate(meters(twin), "/shop,x=*", "a");

            assertThat(gates())
                    .hasSize(5)
                    .allMatch(name -> name.getKeyProperty("context").equals(ObjectName.quote("/shop,x=*")));
            assertThat(gates())
                    .filteredOn(name -> "2".equals(name.getKeyProperty("instance")))
                    .hasSize(1);
            same.close();
            other.close();
            other.close();
        }
        assertThat(gates()).hasSize(2);
        site.close();
        assertThat(gates()).isEmpty();
    }

    private static Meters meters(TestSite site) {
        return Objects.requireNonNull(
                (Meters) site.context.getServletContext().getAttribute(AbatisFilter.METERS_ATTRIBUTE));
    }

    @Test
    void judging_tickerOfTheFilter_isWhatItIsTimedBy() throws Exception {
        AtomicLong ticks = new AtomicLong();
        AbatisFilter filter = new AbatisFilter(
                TestSite.config(TestSite.ENFORCE, folder), site.clock, () -> 1, () -> ticks.getAndAdd(1_000));
        site.guarded(filter, DispatcherType.REQUEST)
                .serving(TestServlet.hello(), "/*")
                .start();

        site.wire().get("/a");
        site.wire().get("/a");

        assertThat(meters(site).judging().count()).isEqualTo(2);
        assertThat(meters(site).judging().seconds()).isEqualTo(2_000e-9);
    }

    @Test
    void modelAge_aNewModelFile_beginsAnewUnderItsOwnSum() throws Exception {
        Path model = Files.copy(NamesModel.FILE, folder.resolve("own.model"));
        Path file = Files.writeString(
                folder.resolve("own.conf"), "abatis { call-log.file = null, model = own.model, reload-check = 10ms }");
        System.setProperty(AbatisFilter.CONFIG_PROPERTY, file.toString());
        try {
            site.guarded(new AbatisFilter(null, site.clock), DispatcherType.REQUEST)
                    .start();
        } finally {
            System.clearProperty(AbatisFilter.CONFIG_PROPERTY);
        }
        String before = sum(model);
        site.clock.advance(Duration.ofSeconds(90));
        assertThat(at("ModelAgeSeconds", before)).isEqualTo(90);

        Files.copy(Path.of("config/default.model"), model, StandardCopyOption.REPLACE_EXISTING);
        String after = sum(model);
        TestSite.await("the new model is in use", () -> ageOf(after) >= 0);

        assertThat(ageOf(after)).isZero();
        assertThat(ageOf(before)).isNegative();
        assertThat(at("Reloads", "ok")).isEqualTo(1);
        assertThat(at("Reloads", "failed")).isZero();
        Files.writeString(model, "no model");
        TestSite.await("it is complained of", () -> failedReloads() == 1);
        assertThat(at("Reloads", "ok")).isEqualTo(1);
    }

    private static double failedReloads() {
        try {
            return at("Reloads", "failed");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static double ageOf(String sum) {
        try {
            CompositeData data = (CompositeData) SERVER.getAttribute(gate(), "ModelAgeSeconds");
            return data.containsKey(sum) ? (Double) data.get(sum) : -1;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String sum(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
