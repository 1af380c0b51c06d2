package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OracleTest {

    private static final double[] LOG_ODDS = {2, -1, .5};

    private static double[] scores(Detector detector, int... calls) {
        return Arrays.stream(calls).mapToDouble(detector::next).toArray();
    }

    @Test
    void sprt_calls_sumsSinceTheFirst() {
        assertThat(scores(Oracle.sprt(LOG_ODDS), 0, 1, 1, 1, 1, 2, 0)).containsExactly(2, 1, 0, -1, -2, -1.5, .5);
    }

    @Test
    void cusum_calls_isTheExcessOverTheLowestSum() {
        assertThat(scores(Oracle.cusum(LOG_ODDS), 0, 1, 1, 1, 1, 2, 0)).containsExactly(2, 1, 0, 0, 0, .5, 2.5);
    }

    /** Fourteen calls at bias .8: attackers make them with weights 6, 3, 2, 1, 1, 1 of 14, users with 8, 11, 12, 13, 13, 13 and eight times 14 of 182. */
    @Test
    void logOdds_reference_areTheOnesWorkedOutByHand() {
        double[] logOdds = new TrueTraffic(14, .8).logOdds();
        double outlier = .02 / 14;
        assertThat(logOdds[0]).isCloseTo(Math.log((.98 * 6 / 14 + outlier) / (8 / 182.0)), within(1e-9));
        assertThat(logOdds[5]).isCloseTo(Math.log((.98 * 1 / 14 + outlier) / (13 / 182.0)), within(1e-9));
        assertThat(logOdds[13]).isCloseTo(Math.log(outlier / (14 / 182.0)), within(1e-9));
    }

    @Test
    void logOdds_sums_doNotDependOnTheOrder() {
        double[] logOdds = new TrueTraffic(60, .7).logOdds();
        double forwards = 0;
        double backwards = 0;
        for (int i = 0; i < 6_000; i++) {
            forwards += logOdds[i % 60];
            backwards += logOdds[59 - i % 60];
        }
        assertThat(forwards).isEqualTo(backwards);
    }

    @Test
    void shares_anySetting_areDistributions() {
        TrueTraffic traffic = new TrueTraffic(60, .9);
        assertThat(IntStream.range(0, 60).mapToDouble(traffic::benignShare).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(IntStream.range(0, 60).mapToDouble(traffic::hostileShare).sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void reached_thresholds_areTheFirstCallsThatReachThem() {
        int[] life = {1, 0, 0, 1, 0};
        assertThat(Oracle.sprt(LOG_ODDS).reached(life, new double[] {-1, 1, 2.5, 9}))
                .containsExactly(1, 2, 3, 6);
    }

    @Test
    void peak_life_isItsHighestScore() {
        assertThat(Oracle.sprt(LOG_ODDS).peak(new int[] {1, 0, 2, 1})).isEqualTo(1.5);
        assertThat(Oracle.sprt(LOG_ODDS).peak(new int[] {1, 1})).isEqualTo(-1);
    }

    @Test
    void requestRate_oneCallASecond_isNeverHeldUp() {
        assertThat(new RequestRate(1_000).peak(new int[500])).isZero();
    }

    /** The 26th call within a second is one too many; at 40 ms from call to call, the 26th falls outside. */
    @Test
    void requestRate_burst_isHeldUpFromThe26thCall() {
        assertThat(new RequestRate(39).reached(new int[40], new double[] {1})).containsExactly(26);
        assertThat(new RequestRate(40).peak(new int[40])).isZero();
    }
}
