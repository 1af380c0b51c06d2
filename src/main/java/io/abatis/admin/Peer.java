package io.abatis.admin;

import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Who is at the other end of the connection: the socket's address, whatever headers say. */
final class Peer {

    /** What stands for an address that the container does not tell. */
    private static final Ip UNKNOWN = Ip.of("::");

    private static final CidrSet LOOPBACK = CidrSet.of(List.of("127.0.0.0/8", "::1"));

    private Peer() {}

    static Ip of(HttpServletRequest request) {
        Ip peer = Ip.parse(request.getRemoteAddr());
        return peer == null ? UNKNOWN : peer;
    }

    static boolean isThisMachine(Ip peer) {
        return LOOPBACK.contains(peer);
    }
}
