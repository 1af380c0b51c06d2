package io.abatis.audit;

import io.abatis.gate.Event;

/**
 * One event as it was written. Immutable.
 *
 * @param id unique, 20 letters and digits; ids sort as the events' times, and within a millisecond as they were written
 * @param event what happened
 * @param json what was written: one line, printable ASCII alone, without its end
 */
public record AuditEntry(String id, Event event, String json) {}
