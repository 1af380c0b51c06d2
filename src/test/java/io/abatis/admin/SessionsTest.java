package io.abatis.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.admin.Operators.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions, and the tokens of their pages. */
final class SessionsTest {

    private static final Operator ADA = new Operator("ada", Token.sha256("abatis_ada"));

    private final SettableClock clock = new SettableClock();
    private final Sessions sessions = new Sessions(Operators.of("ada", "abatis_ada"), clock, new Random(1));

    @Test
    void open_twice_hasDifferentSecrets() {
        Sessions.Opened one = sessions.open(ADA);
        Sessions.Opened other = sessions.open(ADA);
        assertThat(one.secret()).hasSize(43).isNotEqualTo(other.secret());
        assertThat(sessions.find(one.secret())).isSameAs(one.session());
        assertThat(one.session().key()).doesNotContain(one.secret()).isEqualTo(Token.sha256(one.secret()));
    }

    @Test
    void find_keyInPlaceOfTheSecret_isNobody() {
        assertThat(sessions.find(sessions.open(ADA).session().key())).isNull();
    }

    @Test
    void open_oneTooMany_endsTheOneIdleLongest() {
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i < Sessions.MOST; i++) {
            secrets.add(sessions.open(ADA).secret());
            clock.advance(Duration.ofMillis(1));
        }
        assertThat(sessions.find(secrets.get(0))).isNotNull();
        String last = sessions.open(ADA).secret();
        assertThat(sessions.find(secrets.get(1))).isNull();
        assertThat(sessions.find(secrets.get(0))).isNotNull();
        assertThat(sessions.find(last)).isNotNull();
    }

    @Test
    void isAlive_asked_doesNotKeepItInUse() {
        Sessions.Opened opened = sessions.open(ADA);
        for (int i = 0; i < 29; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(sessions.isAlive(opened.session())).isTrue();
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(sessions.isAlive(opened.session())).isFalse();
        assertThat(sessions.find(opened.secret())).isNull();
    }

    @Test
    void find_clockSetBackBeforeItsStart_isOver() {
        Sessions.Opened opened = sessions.open(ADA);
        clock.advance(Duration.ofHours(-1));
        assertThat(sessions.find(opened.secret())).isNull();
    }

    @Test
    void expires_inUse_isHalfAnHourLaterAndTwelveHoursAtMost() {
        Sessions.Opened opened = sessions.open(ADA);
        long start = clock.millis();
        assertThat(sessions.expiresMillis(opened.session())).isEqualTo(start + 1_800_000);
        for (int i = 0; i < 24; i++) {
            clock.advance(Duration.ofMinutes(29));
            assertThat(sessions.find(opened.secret())).isNotNull();
        }
        assertThat(sessions.expiresMillis(opened.session())).isEqualTo(start + 12 * 3_600_000);
    }

    @Test
    void find_operatorTakenOutOfTheFile_isOver(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("operators"), ADA.line() + "\n");
        OperatorsTest.forItsOwner(file);
        Sessions own = new Sessions(Operators.read(file), clock, new Random(1));
        String secret = own.open(ADA).secret();
        assertThat(own.find(secret)).isNotNull();
        Files.writeString(file, "eve sha256:" + Token.sha256("abatis_eve") + "\n");
        assertThat(own.find(secret)).isNull();
    }

    @Test
    void csrf_next_worksOnceAndInItsSessionAlone() {
        Csrf one = sessions.open(ADA).session().csrf();
        Csrf other = sessions.open(ADA).session().csrf();
        String token = one.next();
        assertThat(other.use(token)).isFalse();
        assertThat(one.use(token)).isTrue();
        assertThat(one.use(token)).isFalse();
        assertThat(one.use("")).isFalse();
    }

    @Test
    void csrf_moreThanMayWait_forgetsTheOldest() {
        Csrf csrf = sessions.open(ADA).session().csrf();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i <= Csrf.MOST; i++) {
            tokens.add(csrf.next());
        }
        assertThat(csrf.use(tokens.get(0))).isFalse();
        assertThat(tokens.subList(1, tokens.size())).allMatch(csrf::use);
    }

    @Test
    void fresh_thousandTokens_areAllDifferentAndWellFormed() {
        Set<String> tokens = new HashSet<>();
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            tokens.add(Token.fresh(random));
        }
        assertThat(tokens).hasSize(1_000).allMatch(token -> token.matches("abatis_[A-Za-z0-9_-]{43}"));
    }
}
