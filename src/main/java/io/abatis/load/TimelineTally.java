package io.abatis.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Counts calls by time in bounded memory: when the buckets are full, neighbours are joined. Not thread-safe. */
final class TimelineTally {

    private static final int KINDS = 5;
    private static final int FAILED = 4;

    private final long[] counts = new long[Timeline.MAX_BUCKETS * KINDS];
    private long widthNanos = TimeUnit.SECONDS.toNanos(1);
    private int used;

    void add(long atNanos, Answer answer) {
        while (atNanos / widthNanos >= Timeline.MAX_BUCKETS) {
            halve();
        }
        int bucket = (int) (atNanos / widthNanos);
        used = Math.max(used, bucket + 1);
        counts[bucket * KINDS + kind(answer)]++;
    }

    private static int kind(Answer answer) {
        if (answer.failure() != null) {
            return FAILED;
        }
        return (answer.refused() ? 2 : 0) + (answer.kind() == ClientKind.HOSTILE ? 1 : 0);
    }

    private void halve() {
        for (int bucket = 0; bucket < Timeline.MAX_BUCKETS; bucket++) {
            for (int kind = 0; kind < KINDS; kind++) {
                long count = counts[bucket * KINDS + kind];
                counts[bucket * KINDS + kind] = 0;
                counts[bucket / 2 * KINDS + kind] += count;
            }
        }
        widthNanos *= 2;
        used = (used + 1) / 2;
    }

    Timeline timeline() {
        List<Timeline.Bucket> buckets = new ArrayList<>();
        for (int at = 0; at < used * KINDS; at += KINDS) {
            buckets.add(new Timeline.Bucket(
                    counts[at], counts[at + 1], counts[at + 2], counts[at + 3], counts[at + FAILED]));
        }
        return new Timeline(Duration.ofNanos(widthNanos), buckets);
    }
}
