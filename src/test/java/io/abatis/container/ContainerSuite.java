package io.abatis.container;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole suite; a container's class says which container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ContainerSuite implements Refusals, Outcomes, Streams, Restarts {

    private final Kind kind;
    private @Nullable Site site;
    private int clients;

    ContainerSuite(Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        site = Site.start(kind, folder);
    }

    @AfterAll
    void stop() throws IOException {
        site().close();
    }

    @Override
    public Site site() {
        return java.util.Objects.requireNonNull(site);
    }

    @Override
    public String stranger() {
        clients++;
        return "198.51." + clients / 250 + "." + (1 + clients % 250);
    }
}
