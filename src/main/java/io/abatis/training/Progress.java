package io.abatis.training;

/** Hears how far long work has come. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress NONE = (stage, done, total) -> {};

    /**
     * Called often; must be quick.
     *
     * @param stage what is being done, for people
     * @param done how much of it is done
     * @param total how much there is; negative if nobody knows
     */
    void at(String stage, long done, long total);
}
