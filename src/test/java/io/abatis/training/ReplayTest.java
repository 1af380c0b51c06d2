package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.forest.Explanation;
import io.abatis.forest.Model;
import io.abatis.forest.NamesModel;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import io.abatis.traffic.Labels;
import io.abatis.traffic.LogEntry;
import io.abatis.traffic.LogReader;
import io.abatis.training.Replay.Decision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured offline is what happens online. */
final class ReplayTest {

    private static final Model MODEL = demo();
    private static final List<String> COUNTED =
            List.copyOf(MODEL.layout().logOdds().keySet());
    private static final String UNCOUNTED = "GET /never/heard/of";

    private static Model demo() {
        try {
            return NamesModel.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LogEntry entry(long timeMillis, String client, String call) {
        return new LogEntry(timeMillis, "at " + timeMillis, Ip.of(client), client, call, call, LogEntry.UNKNOWN_STATUS);
    }

    private static Policy policy(Mode mode, int minimumCalls) {
        return new Policy(
                mode,
                CidrSet.of(List.of("10.0.0.1")),
                CidrSet.of(List.of("10.0.0.2")),
                .9,
                minimumCalls,
                Duration.ofMinutes(1));
    }

    /** Calls of seven clients, some of them hostile from the first call, some later, a third of the calls not counted. */
    private static List<LogEntry> log(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> rare = COUNTED.stream()
                .filter(call -> Objects.requireNonNull(MODEL.layout().logOdds().get(call)) > 0)
                .toList();
        return IntStream.range(0, 600)
                .mapToObj(i -> {
                    int client = random.nextInt(7);
                    boolean hostile = i > client * 80;
                    List<String> calls = hostile ? rare : COUNTED;
                    String call = random.nextInt(3) == 0 ? UNCOUNTED : calls.get(random.nextInt(calls.size()));
                    return entry(1_000L * i, "10.0.0." + client, call);
                })
                .toList();
    }

    /** The decision on one client, from the verdicts of a gate that was fed call by call. */
    private static Decision byHand(Ip client, List<LogEntry> entries, List<Verdict> verdicts, Gate gate) {
        long calls = 0;
        long scored = 0;
        long flaggedAtCall = 0;
        String flaggedAt = null;
        Reason reason = null;
        double most = 0;
        Explanation why = null;
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).client().equals(client)) {
                continue;
            }
            Verdict verdict = verdicts.get(i);
            calls++;
            most = Math.max(most, verdict.score());
            scored += verdict.explain() == null ? 0 : 1;
            boolean against = verdict.reason() == Reason.BEHAVIOUR || verdict.reason() == Reason.DENY_LISTED;
            if (against && reason == null) {
                flaggedAtCall = calls;
                flaggedAt = entries.get(i).timeText();
                reason = verdict.reason();
                why = verdict.explain();
            }
        }
        return new Decision(client, calls, flaggedAtCall, flaggedAt, scored, most, gate.score(client), reason, why);
    }

    @Property(tries = 20)
    void decisions_anyLog_areThoseOfTheGateFedByHand(@ForAll long seed) {
        List<LogEntry> entries = log(seed);
        Gate gate = new Gate(policy(Mode.OBSERVE, 3), MODEL, 100, 100, seed).exact();
        Replay replay = new Replay(MODEL, policy(Mode.OBSERVE, 3));
        List<Verdict> verdicts = new ArrayList<>();
        for (LogEntry entry : entries) {
            verdicts.add(gate.judge(new Call(entry.client(), entry.call(), entry.timeMillis())));
            replay.accept(entry);
        }
        LinkedHashSet<Ip> clients =
                new LinkedHashSet<>(entries.stream().map(LogEntry::client).toList());

        assertThat(replay.decisions())
                .isEqualTo(clients.stream()
                        .map(client -> byHand(client, entries, verdicts, gate))
                        .toList());
        assertThat(replay.decisions().stream().map(Decision::reason).distinct())
                .contains(Reason.BEHAVIOUR, Reason.DENY_LISTED, null);
    }

    /** The first refusal of an enforcing gate, after which live counts and replayed ones part. */
    @Property(tries = 20)
    void decisions_flaggedAtCall_isTheFirstRefusalOfAnEnforcingGate(@ForAll long seed) {
        List<LogEntry> entries = log(seed);
        Gate gate = new Gate(policy(Mode.ENFORCE, 2), MODEL, 100, 100, seed);
        Replay replay = new Replay(MODEL, policy(Mode.ENFORCE, 2));
        List<Verdict> verdicts = new ArrayList<>();
        for (LogEntry entry : entries) {
            verdicts.add(gate.judge(new Call(entry.client(), entry.call(), entry.timeMillis())));
            replay.accept(entry);
        }
        for (Decision decision : replay.decisions()) {
            Decision live = byHand(decision.client(), entries, verdicts, gate);
            assertThat(decision.flaggedAtCall()).isEqualTo(live.flaggedAtCall());
            assertThat(decision.flaggedAt()).isEqualTo(live.flaggedAt());
            assertThat(decision.reason()).isEqualTo(live.reason());
        }
    }

    @Test
    void accept_uncountedCalls_areCallsButLeaveTheScoreAlone() {
        Replay replay = new Replay(MODEL, Policy.observing());
        for (int i = 0; i < 3; i++) {
            replay.accept(entry(i, "10.0.0.9", COUNTED.get(0)));
        }
        Decision before = replay.decisions().get(0);
        for (int i = 3; i < 100; i++) {
            replay.accept(entry(i, "10.0.0.9", UNCOUNTED));
        }
        Decision after = replay.decisions().get(0);

        assertThat(before.lastScore()).isPositive();
        assertThat(before.scored()).isEqualTo(2);
        assertThat(after.calls()).isEqualTo(100);
        assertThat(after.scored()).isEqualTo(2);
        assertThat(after.lastScore()).isEqualTo(before.lastScore());
        assertThat(after.maxScore()).isEqualTo(before.maxScore());
    }

    @Test
    void accept_onlyUncountedCalls_isADecisionWithoutAScore() {
        Replay replay = new Replay(MODEL, Policy.observing());
        replay.accept(entry(0, "10.0.0.9", UNCOUNTED));

        assertThat(replay.decisions())
                .containsExactly(new Decision(Ip.of("10.0.0.9"), 1, 0, null, 0, 0, 0, null, null));
    }

    @Test
    void read_logInTwoParts_givesTheDecisionsOfTheWhole(@TempDir Path folder) throws IOException {
        Path whole = ReferenceModel.second(folder.resolve("whole.csv"));
        List<String> lines = Files.readAllLines(whole);
        int middle = lines.size() / 2;
        Path first = Files.write(folder.resolve("1.csv"), lines.subList(0, middle));
        List<String> rest = new ArrayList<>(lines.subList(middle, lines.size()));
        rest.add(0, lines.get(0));
        Path second = Files.write(folder.resolve("2.csv"), rest);

        assertThat(decisions(first, second)).isEqualTo(decisions(whole)).hasSize(22);
    }

    private static List<Decision> decisions(Path... logs) throws IOException {
        Replay replay = new Replay(MODEL, Policy.observing());
        for (Path log : logs) {
            LogReader.read(log, replay);
        }
        return replay.decisions();
    }

    @Test
    void labels_fullIpv6Addresses_findTheClientOfTheirPrefix(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("calls.csv");
        Files.writeString(log, """
                Time,IP_Address,API_Call
                00:00:01,2001:db8:0:1::1,GET /api/often1
                00:00:02,2001:db8:0:1:ffff::2,GET /api/often1
                00:00:03,2001:db8:0:2::1,GET /api/rarely
                """);
        Path labels = folder.resolve("labels.csv");
        Files.writeString(labels, "client,label\n2001:db8:0:1:aaaa::9,benign\n2001:db8:0:2::1,malicious\n");
        Evaluation evaluation = Evaluation.of(decisions(log), Labels.read(labels), .5);

        assertThat(evaluation.benign()).isEqualTo(1);
        assertThat(evaluation.malicious()).isEqualTo(1);
        assertThat(evaluation.unlabelled()).isZero();
    }
}
