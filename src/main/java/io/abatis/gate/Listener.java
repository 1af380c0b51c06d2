package io.abatis.gate;

/** Is told what happens at a gate. */
@FunctionalInterface
public interface Listener {

    /** Is told, and does nothing about it. */
    Listener NONE = event -> {};

    /** Called by the very thread that serves a request: must be quick, take no lock that others hold for long, and not fail. */
    void on(Event event);
}
