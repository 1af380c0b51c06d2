package io.abatis.bench;

import io.abatis.servlet.AbatisFilter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * How long a filter takes to be ready, with the defaults and the model in the jar, in processes that have just begun: nothing of it is loaded or compiled, and nobody has asked for JMX. Logging is
 * up, as it is when a container comes to its filters. Prints lines of {@code key value} for {@link Bench}.
 */
final class StartBench {

    private static final String ONCE = "once";

    private StartBench() {}

    /**
     * Starts filters.
     *
     * @param args in how many processes
     */
    public static void main(String[] args) throws IOException, InterruptedException, ServletException {
        if (args[0].equals(ONCE)) {
            LoggerFactory.getLogger(StartBench.class).debug("logging is up");
            Path folder = Files.createTempDirectory("abatis-bench");
            start(folder, System.out);
            Files.deleteIfExists(folder.resolve("abatis-calls.csv"));
            Files.delete(folder);
            return;
        }
        for (int i = Integer.parseInt(args[0]); i > 0; i--) {
            Fork.run(StartBench.class, List.of("-Xmx512m", Rounds.QUIET), List.of(ONCE));
        }
    }

    /** @param folder where calls are recorded, as they are by default */
    static void start(Path folder, PrintStream out) throws ServletException {
        StubConfig config = new StubConfig(Map.of());
        config.getServletContext().setAttribute(ServletContext.TEMPDIR, folder.toFile());
        Duration spent = spent();
        long start = System.nanoTime();
        AbatisFilter filter = new AbatisFilter();
        filter.init(config);
        long nanos = System.nanoTime() - start;
        out.printf(Locale.ROOT, "start.millis %.1f%n", nanos / 1e6);
        out.printf(
                Locale.ROOT, "start.processor-millis %d%n", spent().minus(spent).toMillis());
        filter.destroy();
    }

    /** By all threads, those that compile among them; in steps of ten milliseconds. Not by a management bean: it would wake what is to be measured. */
    private static Duration spent() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
