package io.abatis.guard;

import java.util.List;

/** The guards, in the order in which a request passes them. */
final class Guards {

    static final List<Guard> ALL = List.of(new Guard(
            "a leftmost X-Forwarded-For is believed",
            "client/ClientResolver",
            "trusted.contains(",
            "!trusted.contains(",
            "client.ClientHolesTest#guard_leftmostAddressBelieved_theClientsOwnIsNot"));

    private Guards() {}
}
