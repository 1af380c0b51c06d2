package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Calls and the verdicts they meet. A call is a client (a to d), a kind (g good, b bad, u unknown to the model) and a second. A verdict is C for clear,
 * B for behaviour, X for banned, D for denied, A for allowed, O for off; an exclamation mark says that it refuses. Bans last ten seconds.
 */
final class GateScenarioTest {

    @ParameterizedTest(name = "{5}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ENFORCE |   |   | ab0 ab1 ab2 ab3                         | C C B! X!                | three bad calls",
                "OBSERVE |   |   | ab0 ab1 ab2 ab3 ag4                     | C C B B B                | observed, never refused",
                "OFF     |   |   | ab0 ab1 ab2 ab3                         | O O O O                  | off",
                "OFF     |   | a | ab0 ab1 ab2 ab3                         | O O O O                  | off and denied",
                "ENFORCE |   |   | ag0 ag0 ag0 ag0 ag0                     | C C C C C                | good calls",
                "ENFORCE |   |   | ab0 ab0 ag0 ag0 ab0                     | C C C C C                | the oldest has left the window",
                "ENFORCE |   |   | ab0 ag0 ab0 ab0                         | C C C B!                 | within the window",
                "ENFORCE |   |   | ab0 bb0 ab0 bb0 ab0 bg0 bb0 bb1 ag1     | C C C C B! C B! X! X!    | clients are apart",
                "ENFORCE |   |   | ab0 ab0 ab0 ab9 ab10 ab10 ab10 ab11     | C C B! X! C C B! X!      | judged afresh after the ban",
                "ENFORCE |   |   | ab0 ab0 ab0 ab10                        | C C B! C                 | no instant second ban",
                "ENFORCE |   |   | ab0 ab0 ab0 ab1 ab5 ab9 ab9 ag10 ab11 ab12 ab13 | C C B! X! X! X! X! C C C B! | hammering feeds no counts and no ban",
                "ENFORCE |   |   | ab0 ab0 ab0 ag1 au2                     | C C B! X! X!             | a ban is for all calls",
                "ENFORCE |   |   | ab0 ab0 au0 au0 au0 au0 au0 ab0         | C C C C C C C B!         | unknown calls do not dilute",
                "ENFORCE |   |   | au0 au0 au0 au0 au0 au0                 | C C C C C C              | unknown calls do not hurt",
                "ENFORCE | a |   | ab0 ab0 ab0 ab0 bb0                     | A A A A C                | allowed",
                "ENFORCE | a | a | ab0 ab0 ab0                             | A A A                    | allowed wins over denied",
                "OBSERVE | a | a | ab0                                     | A                        | allowed, observed",
                "ENFORCE |   | a | ag0 ab0 bg0                             | D! D! C                  | denied",
                "OBSERVE |   | a | ag0 ab0 ab0 ab0                         | D D D D                  | denied, observed",
                "ENFORCE |   |   | ab5 ab4 ab3 ab2                         | C C B! X!                | time goes backwards",
                "ENFORCE |   |   | cb0 cb0 cb0 db0                         | C C B! C                 | neighbours are not banned",
            })
    void judge_scenario_givesTheVerdicts(
            Mode mode, @Nullable String allow, @Nullable String deny, String calls, String verdicts, String scenario) {
        Policy policy = new Policy(mode, clients(allow), clients(deny), null, 1, Duration.ofSeconds(10));
        Gate gate = new Gate(policy, SmallModel.flagging(3, 0.5), 64, 64, 1);
        List<String> met = new ArrayList<>();
        for (String call : calls.split(" ", -1)) {
            met.add(text(gate.judge(call(call))));
        }
        assertThat(String.join(" ", met)).as(scenario).isEqualTo(verdicts);
    }

    private static CidrSet clients(@Nullable String letter) {
        return letter == null
                ? CidrSet.empty()
                : CidrSet.of(List.of(client(letter.charAt(0)).toString()));
    }

    private static Ip client(char letter) {
        return Ip.of("192.0.2." + (letter - 'a'));
    }

    private static Call call(String text) {
        String name = switch (text.charAt(1)) {
            case 'g' -> SmallModel.GOOD;
            case 'b' -> SmallModel.BAD;
            default -> "GET /unknown";
        };
        return new Call(client(text.charAt(0)), name, Long.parseLong(text.substring(2)) * 1_000);
    }

    private static String text(Verdict verdict) {
        String letter = switch (verdict.reason()) {
            case BANNED -> "X";
            default -> verdict.reason().name().substring(0, 1);
        };
        return letter + (verdict.refuses() ? "!" : "");
    }
}
