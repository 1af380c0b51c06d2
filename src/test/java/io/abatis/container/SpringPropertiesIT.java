package io.abatis.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.servlet.Wire;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the properties of a Spring Boot application have to do with the filter. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SpringPropertiesIT {

    private static final String ATTACKER = "198.51.100.7";

    @TempDir
    Path folder;

    /** What the attacker is answered in the end, who forges another address for each call. */
    private static int statusAfterAttack(Site site) throws IOException {
        int status = 0;
        for (int call = 0; call < Guarded.MANY; call++) {
            String forged = "203.0.113." + call + ", " + ATTACKER;
            status = site.wire().get(Guarded.RARE, Wire.from(forged)).status();
        }
        return status;
    }

    @ParameterizedTest
    @CsvSource({"SPRING_BOOT_THREE, framework", "SPRING_BOOT_THREE, native", "SPRING_BOOT_FOUR, framework"})
    void forwardHeadersStrategy_forgedHeader_theAttackerIsRefused(Kind kind, String strategy) throws IOException {
        try (Site site = Site.start(kind, folder, "-Dserver.forward-headers-strategy=" + strategy)) {
            assertThat(statusAfterAttack(site)).isEqualTo(403);
            assertThat(site.wire().get("/app/plain", Wire.from("203.0.113.1")).status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SPRING_BOOT_THREE", "SPRING_BOOT_FOUR"})
    void enabled_false_thereIsNoFilter(Kind kind) throws IOException {
        try (Site site = Site.start(kind, folder, "-Dabatis.enabled=false")) {
            assertThat(statusAfterAttack(site)).isEqualTo(200);
        }
    }
}
