package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Where the standalone jar's logging puts the audit log. */
@Isolated
final class AuditFileTest {

    private static final String EVENT = "{\"@timestamp\":1}";

    private final Path folder;

    AuditFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** What goes to standard error when the audit log and another one write a line each. */
    private static String said(@Nullable Path file, String json) throws JoranException {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        try {
            if (file != null) {
                context.putProperty("abatis.audit-file", file.toString());
            }
            URL config = Objects.requireNonNull(AuditFileTest.class.getResource("/logback.xml"));
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(config);
            context.getLogger("io.abatis.audit").info("{}", json);
            context.getLogger("io.abatis.audit-log").warn("a complaint");
        } finally {
            context.stop();
            System.setErr(before);
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void logback_noFile_saysTheSentenceOfEachEventAmongTheRest() throws JoranException {
        String many = "\\u001b".repeat(20_000);
        String json = "{\"note\":\"\\\"message\\\":\\\"no\\\"\",\"message\":\"a \\\"b\\\" is banned " + many
                + "\",\"source\":{}}";

        assertThat(said(null, json))
                .contains("INFO  audit a \\\"b\\\" is banned " + many + System.lineSeparator(), "a complaint")
                .hasLineCount(2);
    }

    @Test
    void logback_file_takesTheAuditLogAlone() throws JoranException, IOException {
        Path file = folder.resolve("logs/audit.json");
        assertThat(said(file, EVENT)).contains("a complaint").hasLineCount(1);
        assertThat(file).hasContent("{\"@timestamp\":1}\n");
    }

    @Test
    void logback_fileThatCannotBeWritten_saysSo() throws JoranException, IOException {
        Path file = Files.createFile(folder.resolve("file")).resolve("audit.json");
        assertThat(said(file, EVENT)).contains("abatis: logging: ", "audit.json", "a complaint");
    }
}
