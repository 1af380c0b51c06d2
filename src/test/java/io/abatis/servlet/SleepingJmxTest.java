package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that nobody has asked for JMX: a filter shows its measures all the same, and takes them away. */
final class SleepingJmxTest {

    private static final int WAS_AWAKE = 3;
    private static final int LEFT_BEHIND = 4;

    /**
     * The process.
     *
     * @param args where calls may be recorded
     */
    public static void main(String[] args) throws Exception {
        ServletContext context = stub(ServletContext.class, Map.of("getAttribute", new File(args[0])));
        if (!MBeanServerFactory.findMBeanServer(null).isEmpty()) {
            System.exit(WAS_AWAKE);
        }
        AbatisFilter filter = new AbatisFilter();
        filter.init(stub(FilterConfig.class, Map.of("getServletContext", context)));
        while (gates().isEmpty()) {
            Thread.onSpinWait(); // whoever waits for this process waits no longer than a minute
        }
        filter.destroy();
        AbatisFilter brief = new AbatisFilter();
        brief.init(stub(FilterConfig.class, Map.of("getServletContext", context)));
        brief.destroy();
        System.exit(gates().isEmpty() ? 0 : LEFT_BEHIND);
    }

    private static Set<ObjectName> gates() throws Exception {
        return ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("io.abatis:type=Gate,*"), null);
    }

    private static <T> T stub(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    @Test
    void init_inAProcessWhereJmxSleeps_showsTheGateAMomentLater(@TempDir Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SleepingJmxTest.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
