package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.MethodClass;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RoutesTest {

    private final KeyedHash keyed = new KeyedHash(3, 5);
    private final Routes routes = new Routes(keyed);

    private void check(String name) {
        Routes.Known known = routes.of(name);
        assertThat(known.name()).isEqualTo(name);
        assertThat(known.hash()).isEqualTo(keyed.of(name));
        assertThat(known.method()).isEqualTo(MethodClass.of(name));
    }

    @Test
    void of_moreNamesThanPlaces_isWhatIsWorkedOutAnew() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            check((random.nextBoolean() ? "GET /" : "POST /") + random.nextInt(20_000));
        }
    }

    /** Whoever reads an entry must look whose it is: "Aa" and "BB" have the same hash, and so the same place. */
    @Test
    void of_namesThatShareAPlace_areToldApart() {
        for (int i = 0; i < 3; i++) {
            check("GET /Aa");
            check("GET /BB");
        }
    }

    @Test
    void of_knownName_isRememberedAndNotMadeAgain() {
        assertThat(routes.of("GET /a")).isSameAs(routes.of(new String("GET /a")));
    }
}
