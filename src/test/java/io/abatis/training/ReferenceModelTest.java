package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import io.abatis.forest.ModelFile;
import io.abatis.forest.NamesModel;
import io.abatis.gate.Policy;
import io.abatis.gate.Reason;
import io.abatis.traffic.LogEntry;
import io.abatis.traffic.LogReader;
import io.abatis.traffic.TrafficGenerator;
import io.abatis.training.Replay.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way: log, training, model, replay, evaluation. */
final class ReferenceModelTest {

    private static final int ROUTES = TrafficGenerator.ROUTES.size();
    private static final double BIAS = .8;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void train_defaults_givesTheModelOfNamesByteForByte() throws IOException {
        assertThat(ModelFile.bytes(ReferenceModel.get())).isEqualTo(ModelFile.bytes(NamesModel.read()));
    }

    @Test
    void evaluate_secondLog_tellsAllClientsApart() throws IOException {
        Replay replay = new Replay(ReferenceModel.get(), Policy.observing());
        LogReader.read(ReferenceModel.second(folder.resolve("second.csv")), replay);
        Evaluation evaluation = Evaluation.of(replay.decisions(), ReferenceModel.labels(), .99);

        assertThat(evaluation.benign()).isEqualTo(16);
        assertThat(evaluation.malicious()).isEqualTo(6);
        assertThat(evaluation.unlabelled()).isZero();
        assertThat(evaluation.vote().accuracy().value()).isEqualTo(1);
        assertThat(evaluation.auc().value()).isEqualTo(1);
        assertThat(evaluation.gate().falsePositives()).isZero();
        assertThat(evaluation.gate().truePositives()).isGreaterThanOrEqualTo(3);
        assertThat(replay.decisions()).noneMatch(decision -> decision.flaggedAtCall() == 1);
        assertThat(replay.decisions()).filteredOn(Decision::flagged).allSatisfy(decision -> {
            assertThat(decision.flaggedAt()).matches("[0-9]{2}:[0-9]{2}:[0-9]{2}");
            assertThat(decision.reason()).isEqualTo(Reason.BEHAVIOUR);
        });
    }

    @Test
    void replay_freshBenignClients_areHardlyEverFlagged() {
        List<Decision> decisions = live(1_000, 500, false);

        assertThat(decisions).hasSize(1_000).allMatch(decision -> decision.calls() == 500);
        assertThat(decisions).filteredOn(Decision::flagged).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void replay_freshAttackers_areFlaggedWithinAFewCalls() {
        List<Decision> decisions = live(1_000, 128, true);

        assertThat(decisions).allMatch(Decision::flagged).noneMatch(decision -> decision.flaggedAtCall() == 1);
        assertThat(decisions.stream()
                        .mapToLong(Decision::flaggedAtCall)
                        .average()
                        .orElseThrow())
                .isBetween(2.0, 8.0);
    }

    /** Attackers in the log mix their calls; one who has a single thing in mind must not be let off for that. */
    @ParameterizedTest
    @CsvSource({
        "Rarely, 0, 12",
        "Rarely, 8, 12",
        "Rarely, 300, 12",
        "Sometimes1, 0, 16",
        "Sometimes1, 300, 16",
        "Sometimes2, 14, 30"
    })
    void replay_oneHostileCallAgainAndAgain_isFlaggedHoweverTheClientBegan(String call, int before, int most) {
        SplittableRandom random = new SplittableRandom(21);
        Replay replay = new Replay(ReferenceModel.get(), Policy.observing());
        Ip client = Ip.of("10.0.0.1");
        for (int i = 0; i < before + most; i++) {
            String drawn = "GET /api/"
                    + (i < before ? TrafficGenerator.ROUTES.get(route(random, false)) : call).toLowerCase(Locale.ROOT);
            replay.accept(new LogEntry(i * 1_000L, "", client, "", drawn, drawn, LogEntry.UNKNOWN_STATUS));
        }

        Decision decision = replay.decisions().get(0);
        assertThat(decision.flaggedAtCall()).isGreaterThan(before);
        assertThat(decision.maxScore()).isGreaterThan(.99);
    }

    /** Lives of clients that draw their calls as the generator does for one kind of client. */
    private static List<Decision> live(int clients, int calls, boolean hostile) {
        SplittableRandom random = new SplittableRandom(20);
        Replay replay = new Replay(ReferenceModel.get(), Policy.observing());
        IntFunction<String> name =
                route -> "GET /api/" + TrafficGenerator.ROUTES.get(route).toLowerCase(Locale.ROOT);
        for (int client = 0; client < clients; client++) {
            Ip ip = Ip.ofV4(0x0a000000 + client);
            for (int call = 0; call < calls; call++) {
                String drawn = name.apply(route(random, hostile));
                replay.accept(new LogEntry(call * 1_000L, "", ip, "", drawn, drawn, LogEntry.UNKNOWN_STATUS));
            }
        }
        return replay.decisions();
    }

    private static int route(SplittableRandom random, boolean hostile) {
        double threshold = 2 * ROUTES - 2 * ROUTES * BIAS;
        while (true) {
            int route = random.nextInt(ROUTES);
            if ((route + 1) * (1 + random.nextInt(ROUTES)) * BIAS < threshold == hostile) {
                return route;
            }
        }
    }

    @Test
    void train_again_givesTheSameBytesAndAnotherSeedOthers() throws IOException {
        Path log = ReferenceModel.first(folder.resolve("first.csv"));
        List<byte[]> models = new ArrayList<>();
        for (long seed : new long[] {7, 7, 8}) {
            models.add(ModelFile.bytes(ReferenceModel.train(log, new TrainingPlan(.01, 2, seed))));
        }

        assertThat(models.get(0)).isEqualTo(models.get(1)).isNotEqualTo(models.get(2));
        assertThat(IntStream.range(0, 3).map(i -> models.get(i).length)).allMatch(length -> length > 1_000);
    }
}
