package io.abatis.gate;

import io.abatis.ban.BanLadder;
import io.abatis.client.CidrSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A policy, built of what a test cares for. Bans last ten seconds, then twenty, and so on; one call is enough to judge by. */
final class GatePolicy {

    static final BanLadder LADDER = new BanLadder(Duration.ofSeconds(10), Duration.ofHours(1), 0, Duration.ofHours(1));

    private final Mode mode;
    private Map<String, Mode> modes = Map.of();
    private List<String> allow = List.of();
    private List<String> deny = List.of();
    private Grades grades = Grades.NONE;
    private BanCap cap = BanCap.NONE;

    private GatePolicy(Mode mode) {
        this.mode = mode;
    }

    static GatePolicy of(Mode mode) {
        return new GatePolicy(mode);
    }

    GatePolicy modes(Map<String, Mode> those) {
        modes = those;
        return this;
    }

    GatePolicy allow(String... those) {
        allow = List.of(those);
        return this;
    }

    GatePolicy deny(String... those) {
        deny = List.of(those);
        return this;
    }

    GatePolicy grades(Grades those) {
        grades = those;
        return this;
    }

    /** Clients are held from 0.3 on, twice, for a second, and limited from 0.5 on, twice, for five. */
    GatePolicy graded() {
        return grades(new Grades(new Grade(0.3, Duration.ofSeconds(1), 2), new Grade(0.5, Duration.ofSeconds(5), 2)));
    }

    GatePolicy cap(BanCap that) {
        cap = that;
        return this;
    }

    Policy build() {
        return new Policy(mode, modes, CidrSet.of(allow), CidrSet.of(deny), null, 1, grades, LADDER, cap);
    }
}
