package io.abatis.gate;

/** How much the gate does. */
public enum Mode {
    /** Nothing is counted, judged or refused. */
    OFF,
    /** Judges and reports, never refuses. */
    OBSERVE,
    /** Judges, and refuses. */
    ENFORCE
}
