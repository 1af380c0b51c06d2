package io.abatis.audit;

import io.abatis.ban.Ban;
import io.abatis.ban.BanLadder;
import io.abatis.ban.Origin;
import io.abatis.ban.Sanction;
import io.abatis.call.Call;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.forest.Model;
import io.abatis.gate.BanCap;
import io.abatis.gate.Event;
import io.abatis.gate.Gate;
import io.abatis.gate.Grade;
import io.abatis.gate.Grades;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import io.abatis.gate.SmallModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events, made by hand or by a gate. */
final class Samples {

    static final Ip CLIENT = Ip.of("192.0.2.1");

    /** 2026-11-22T05:16:51.123Z. */
    static final long NOW = 1_795_324_611_123L;

    private Samples() {}

    /** Held from 0.3 on, once, limited from 0.5 on, once, then banned. */
    static Policy policy(Mode mode) {
        Grades grades = new Grades(new Grade(0.3, Duration.ofSeconds(1), 1), new Grade(0.5, Duration.ofSeconds(5), 1));
        BanLadder ladder = new BanLadder(Duration.ofMinutes(10), Duration.ofHours(1), 0, Duration.ofHours(1));
        return new Policy(mode, Map.of(), CidrSet.empty(), CidrSet.empty(), null, 1, grades, ladder, BanCap.NONE);
    }

    /** What a gate tells of a client that makes nothing but hostile calls, each ten seconds after the other: a flag, a limit, a ban. */
    static List<Event> ofAnAttacker(Model model, int calls) {
        List<Event> events = new ArrayList<>();
        Gate gate = new Gate(policy(Mode.ENFORCE), model, 64, 64, 1, events::add);
        for (int call = 0; call < calls; call++) {
            gate.judge(new Call(CLIENT, SmallModel.BAD, NOW + call * 10_000L));
        }
        return events;
    }

    static Event banned() {
        return ofAnAttacker(SmallModel.flagging(3, 0.85), 3).get(0);
    }

    /** One of each kind, with the same words in it everywhere. */
    static Event said(Event.Kind kind, String operator, String note) {
        Ban ban = new Ban(CLIENT, Sanction.BAN, NOW, NOW + 60_000, 0, 2, Origin.OPERATOR);
        return Event.of(kind, NOW, CLIENT, ban, operator, note);
    }

    static Event of(Event.Kind kind, int number) {
        return Event.of(kind, NOW + number, null, Integer.toString(number));
    }
}
