package io.abatis.admin;

import io.abatis.console.Console;
import io.abatis.gate.GateStats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How calls, refusals, bans and clients went in the last day: a sample each few seconds, in a ring of fixed size. Safe for all threads. */
final class History {

    static final int DAY_MINUTES = 1_440;

    private static final int STEP_SECONDS = 5;
    private static final int STEP_MILLIS = STEP_SECONDS * 1_000;
    private static final int MOST_SAMPLES = 360;
    private static final int SIZE = DAY_MINUTES * 60 / STEP_SECONDS;

    private final long[] steps = new long[SIZE];
    private final long[] calls = new long[SIZE];
    private final long[] refused = new long[SIZE];
    private final long[] bans = new long[SIZE];
    private final long[] tracked = new long[SIZE];
    private int next;
    private int filled;
    private long lastStep = Long.MIN_VALUE;
    private long lastCalls;
    private long lastRefused;

    /** Takes a sample if it is time for one. To be called each second or so. */
    void look(Console console) {
        GateStats.Snapshot figures = console.gate().stats().snapshot();
        long now = console.nowMillis();
        look(
                now,
                Status.calls(figures),
                figures.refused(),
                console.gate().bans().held(now).bans(),
                console.gate().trackedClients());
    }

    synchronized void look(long nowMillis, long allCalls, long allRefused, long banned, long clients) {
        long step = Math.floorDiv(nowMillis, (long) STEP_MILLIS);
        if (step == lastStep) {
            return;
        }
        if (lastStep != Long.MIN_VALUE) {
            steps[next] = step - 1; // what was counted until now
            // the figures of another filter begin at zero
            calls[next] = allCalls >= lastCalls ? allCalls - lastCalls : allCalls;
            refused[next] = allRefused >= lastRefused ? allRefused - lastRefused : allRefused;
            bans[next] = banned;
            tracked[next] = clients;
            next = (next + 1) % SIZE;
            filled = Math.min(SIZE, filled + 1);
        }
        lastStep = step;
        lastCalls = allCalls;
        lastRefused = allRefused;
    }

    Answer get(Ask ask) throws Problem {
        return Answer.json(
                of(ask.number("minutes", 15, 1, DAY_MINUTES), ask.console().nowMillis()));
    }

    /** The samples of the last minutes, several put together where there are too many. Calls and refusals are sums, bans and clients as at the last. */
    synchronized Map<String, Object> of(int minutes, long nowMillis) {
        int seconds = minutes * 60;
        int perSample = Math.max(1, (seconds + MOST_SAMPLES * STEP_SECONDS - 1) / (MOST_SAMPLES * STEP_SECONDS));
        long millis = (long) perSample * STEP_MILLIS;
        long end = Math.floorDiv(nowMillis, millis);
        long begin = end - Math.min(MOST_SAMPLES, seconds * 1_000L / millis);
        List<Map<String, Object>> samples = new ArrayList<>();
        int i = 0;
        while (i < filled) {
            long sample = sample(i, perSample);
            long sumCalls = 0;
            long sumRefused = 0;
            int last = at(i);
            while (i < filled && sample(i, perSample) == sample) {
                last = at(i++);
                sumCalls += calls[last];
                sumRefused += refused[last];
            }
            if (sample > begin && sample <= end) {
                samples.add(asJson(sample * millis, sumCalls, sumRefused, bans[last], tracked[last]));
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("step_seconds", perSample * STEP_SECONDS);
        json.put("samples", samples);
        return json;
    }

    private long sample(int index, int perSample) {
        return Math.floorDiv(steps[at(index)], (long) perSample);
    }

    private int at(int index) {
        return Math.floorMod(next - filled + index, SIZE);
    }

    private static Map<String, Object> asJson(long time, long calls, long refused, long bans, long tracked) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", Json.time(time));
        json.put("calls", calls);
        json.put("refused", refused);
        json.put("bans", bans);
        json.put("tracked", tracked);
        return json;
    }
}
