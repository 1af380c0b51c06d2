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

    private final Path folder;

    AuditFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** What goes to standard error when the audit log and another one write a line each. */
    private static String said(@Nullable Path file) throws JoranException {
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
            context.getLogger("io.abatis.audit").info("{}", "{\"@timestamp\":1}");
            context.getLogger("io.abatis.audit-log").warn("a complaint");
        } finally {
            context.stop();
            System.setErr(before);
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void logback_noFile_writesTheAuditLogAmongTheRest() throws JoranException {
        assertThat(said(null))
                .contains("INFO  io.abatis.audit {\"@timestamp\":1}", "a complaint")
                .hasLineCount(2);
    }

    @Test
    void logback_file_takesTheAuditLogAlone() throws JoranException, IOException {
        Path file = folder.resolve("logs/audit.json");
        assertThat(said(file)).contains("a complaint").hasLineCount(1);
        assertThat(file).hasContent("{\"@timestamp\":1}\n");
    }

    @Test
    void logback_fileThatCannotBeWritten_saysSo() throws JoranException, IOException {
        Path file = Files.createFile(folder.resolve("file")).resolve("audit.json");
        assertThat(said(file)).contains("abatis: logging: ", "audit.json", "a complaint");
    }
}
