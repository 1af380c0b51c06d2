package io.abatis.gate;

import io.abatis.ban.Ban;
import io.abatis.ban.BanLadder;
import io.abatis.ban.BanList;
import io.abatis.ban.Offender;
import io.abatis.ban.Sanction;
import io.abatis.call.Call;
import java.util.Objects;

/** What is done about scores that speak against a client. Safe for all threads. */
final class Sanctions {

    private final BanList bans;
    private final Breaker breaker;
    private final Flags flags = new Flags();
    private final Listener listener;

    Sanctions(BanList bans, Breaker breaker, Listener listener) {
        this.bans = bans;
        this.breaker = breaker;
        this.listener = listener;
    }

    /**
     * The verdict on a call whose score is at least the lowest that anything is done at.
     *
     * @param ground what the score rests on
     * @param threshold the score from which on clients are banned
     * @param tracked how many clients are counted
     */
    Verdict answerTo(
            Mode mode, Policy policy, double threshold, Call call, double score, Verdict.Ground ground, long tracked) {
        Offender past = bans.past(call.client(), policy.ladder().forget(), call.timeMillis());
        if (call.byProxy()) {
            return flagged(
                    policy, call, Verdict.pass(Reason.SILENT_PROXY, score).on(ground));
        }
        if (past.isExempt(call.timeMillis())) {
            return flagged(policy, call, Verdict.pass(Reason.CLEARED, score).on(ground));
        }
        Sanction due = policy.grades().due(score, threshold, past);
        if (mode != Mode.ENFORCE) {
            Reason reason = due == Sanction.DELAY ? Reason.SUSPECT : Reason.BEHAVIOUR;
            return flagged(policy, call, Verdict.pass(reason, score).on(ground));
        }
        return due == Sanction.DELAY
                ? hold(policy, call, score, ground)
                : refuse(policy, call, score, due, ground, tracked);
    }

    private Verdict flagged(Policy policy, Call call, Verdict verdict) {
        if (flags.isFirst(
                call.client(), call.timeMillis(), policy.ladder().first().toMillis())) {
            listener.on(Event.of(Event.Kind.FLAGGED, call, verdict, null));
        }
        return verdict;
    }

    private Verdict hold(Policy policy, Call call, double score, Verdict.Ground ground) {
        Grade delay = Objects.requireNonNull(policy.grades().delay());
        bans.delay(call.client(), policy.ladder().forget(), call.timeMillis());
        long millis = delay.time().toMillis();
        return flagged(
                policy,
                call,
                Verdict.against(Action.DELAY, Reason.SUSPECT, score, millis).on(ground));
    }

    private Verdict refuse(Policy policy, Call call, double score, Sanction due, Verdict.Ground ground, long tracked) {
        Ban ban = breaker.impose(policy.cap(), call.client(), call.timeMillis(), tracked, () -> {
            Ban imposed = impose(policy, call, score, due);
            listener.on(Event.of(Event.Kind.BANNED, call, refusal(imposed, call, ground), imposed));
            return imposed;
        });
        return ban == null
                ? flagged(policy, call, Verdict.pass(Reason.BEHAVIOUR, score).on(ground))
                : refusal(ban, call, ground);
    }

    private static Verdict refusal(Ban ban, Call call, Verdict.Ground ground) {
        Action action = ban.sanction() == Sanction.LIMIT ? Action.LIMIT : Action.REFUSE;
        return Verdict.against(action, Reason.BEHAVIOUR, ban.score(), ban.millisLeft(call.timeMillis()))
                .on(ground);
    }

    private Ban impose(Policy policy, Call call, double score, Sanction due) {
        BanLadder ladder = policy.ladder();
        Grade limit = policy.grades().limit();
        return due == Sanction.LIMIT && limit != null
                ? bans.limit(call.client(), limit.time(), ladder.forget(), call.timeMillis(), score)
                : bans.ban(call.client(), ladder, call.timeMillis(), score);
    }
}
