package io.abatis.load;

import java.time.Duration;
import java.util.List;

/**
 * What happened when, in buckets of equal width from the start on.
 *
 * @param width of one bucket: one second, or a power of two of them
 * @param buckets in order of time, at most {@value #MAX_BUCKETS}
 */
public record Timeline(Duration width, List<Bucket> buckets) {

    /** How many buckets there are at most; longer runs have wider ones. */
    public static final int MAX_BUCKETS = 240;

    /**
     * The calls that ended within one bucket's time.
     *
     * @param benignServed calls of benign clients which were answered and not refused
     * @param hostileServed calls of hostile clients which were answered and not refused
     * @param benignRefused refused calls of benign clients
     * @param hostileRefused refused calls of hostile clients
     * @param failed calls without an answer
     */
    public record Bucket(long benignServed, long hostileServed, long benignRefused, long hostileRefused, long failed) {

        /** All calls of the bucket. */
        public long total() {
            return benignServed + hostileServed + benignRefused + hostileRefused + failed;
        }
    }

    /** Copies the buckets. */
    public Timeline {
        buckets = List.copyOf(buckets);
    }
}
