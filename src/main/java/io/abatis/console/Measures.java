package io.abatis.console;

import io.abatis.ban.BanList;
import io.abatis.call.Outcome;
import io.abatis.console.Measure.Kind;
import io.abatis.console.Measure.Series;
import io.abatis.gate.Decision;
import io.abatis.gate.GateStats;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** All that is measured: the one table that JMX, Micrometer, Prometheus and the pages are made from. */
public final class Measures {

    static final String SHA256 = "sha256";

    private static final String SECONDS = "seconds";

    /** The table. */
    public static final List<Measure> ALL = List.of(
            new Measure(
                    "abatis.calls",
                    Kind.COUNTER,
                    "",
                    List.of("mode", "action", "reason"),
                    "Calls by the mode in force for them, what was decided, and why",
                    Decision.ALL.stream().map(Measures::decided).toList()),
            counter(
                    "abatis.calls.unheld",
                    "Calls that were to be held (action delay) and got a 429, because too many were",
                    meters -> stats(meters).snapshot().unheld()),
            part("abatis.calls.held", Kind.GAUGE, "Calls that are held at this moment", Meters.Part.CALLS_HELD),
            new Measure(
                    "abatis.outcomes",
                    Kind.COUNTER,
                    "",
                    List.of("outcome"),
                    "Calls that reached the application, by its answer",
                    Arrays.stream(Outcome.values())
                            .filter(outcome -> outcome != Outcome.UNKNOWN)
                            .map(outcome -> new Series(
                                    List.of(word(outcome)),
                                    meters ->
                                            stats(meters).snapshot().outcomes().getOrDefault(outcome, 0L)))
                            .toList()),
            counter(
                    "abatis.failures",
                    "Calls or answers that could not be judged or counted, because the gate itself failed",
                    meters -> stats(meters).snapshot().failures()),
            counter(
                    "abatis.trips",
                    "How often bans stopped, because there were too many",
                    meters -> stats(meters).snapshot().trips()),
            gauge(
                    "abatis.paused",
                    "1 while nobody is banned for behaviour, because too many were; else 0",
                    meters -> meters.gate().pausedUntil() > meters.nowMillis() ? 1 : 0),
            new Measure(
                    "abatis.judge",
                    Kind.TIMER,
                    SECONDS,
                    List.of(),
                    "How long the gate took to judge a call, for calls of every sixteenth millisecond",
                    List.of(
                            new Series(List.of(), meters -> meters.judging().count()),
                            new Series(List.of(), meters -> meters.judging().seconds()))),
            new Measure(
                    "abatis.judge.within",
                    Kind.COUNTER,
                    "",
                    List.of("le"),
                    "Calls, of those that are timed, that were judged within so many seconds: the bins of a histogram, each with those below",
                    IntStream.rangeClosed(0, Timings.BOUNDS)
                            .mapToObj(Measures::within)
                            .toList()),
            gauge(
                    "abatis.clients.tracked",
                    "Clients that are counted",
                    meters -> meters.gate().trackedClients()),
            counter(
                    "abatis.clients.evicted",
                    "Clients that had to make room for others; begins anew when the model counts other things",
                    meters -> meters.gate().evictions()),
            gauge(
                    "abatis.clients.cleared",
                    "Clients that an operator has cleared, for a while or for good",
                    meters -> meters.gate().bans().exempt(meters.nowMillis()).size()),
            new Measure(
                    "abatis.bans",
                    Kind.GAUGE,
                    "",
                    List.of("sanction"),
                    "Bans and limits in force",
                    List.of(
                            new Series(List.of("ban"), meters -> held(meters).bans()),
                            new Series(List.of("limit"), meters -> held(meters).limits()))),
            new Measure(
                    "abatis.model.age",
                    Kind.GAUGE,
                    SECONDS,
                    List.of(SHA256),
                    "How long the model has been in use; the label is the SHA-256 of its file",
                    List.of(new Series(List.of(), Meters::modelAgeSeconds))),
            new Measure(
                    "abatis.reloads",
                    Kind.COUNTER,
                    "",
                    List.of("result"),
                    "How often configuration, lists or model had changed, and could be taken into use or not",
                    List.of(
                            new Series(List.of("ok"), meters -> meters.part(Meters.Part.RELOADS)),
                            new Series(List.of("failed"), meters -> meters.part(Meters.Part.RELOADS_FAILED)))),
            new Measure(
                    "abatis.dropped",
                    Kind.COUNTER,
                    "",
                    List.of("log"),
                    "Lines that a log could not take",
                    List.of(
                            new Series(List.of("calls"), meters -> meters.part(Meters.Part.CALLS_DROPPED)),
                            new Series(List.of("audit"), meters -> meters.part(Meters.Part.EVENTS_DROPPED)))),
            part(
                    "abatis.store.failures",
                    Kind.COUNTER,
                    "How often the store of bans could not be written to",
                    Meters.Part.STORE_FAILURES),
            part(
                    "abatis.store.pending",
                    Kind.GAUGE,
                    "Changes that the store of bans has yet to write",
                    Meters.Part.STORE_PENDING));

    private Measures() {}

    private static Measure counter(String name, String words, ToDoubleFunction<Meters> reading) {
        return new Measure(name, Kind.COUNTER, "", List.of(), words, List.of(new Series(List.of(), reading)));
    }

    private static Measure gauge(String name, String words, ToDoubleFunction<Meters> reading) {
        return new Measure(name, Kind.GAUGE, "", List.of(), words, List.of(new Series(List.of(), reading)));
    }

    private static Measure part(String name, Kind kind, String words, Meters.Part part) {
        return new Measure(
                name, kind, "", List.of(), words, List.of(new Series(List.of(), meters -> meters.part(part))));
    }

    private static Series decided(Decision kind) {
        return new Series(
                List.of(word(kind.mode()), word(kind.action()), word(kind.reason())),
                meters -> stats(meters).decided(kind));
    }

    private static Series within(int bin) {
        String bound = bin == Timings.BOUNDS ? "+Inf" : Double.toString(Timings.boundSeconds(bin));
        return new Series(List.of(bound), meters -> meters.judging().within(bin));
    }

    private static GateStats stats(Meters meters) {
        return meters.gate().stats();
    }

    private static BanList.Held held(Meters meters) {
        return meters.gate().bans().held(meters.nowMillis());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
