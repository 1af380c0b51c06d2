package io.abatis.traffic.site;

import io.abatis.client.ClientResolver;
import io.abatis.client.Ip;
import java.util.HashSet;
import java.util.Set;

/** Addresses from all over the world, none twice. */
final class Addresses {

    private final Dice dice;
    private final double ipv6Share;
    private final Set<Ip> taken = new HashSet<>();

    Addresses(Dice dice, double ipv6Share) {
        this.dice = dice;
        this.ipv6Share = ipv6Share;
    }

    /** Keyed as clients are: an IPv6 address by its network. */
    Ip next() {
        while (true) {
            Ip ip = dice.chance(ipv6Share) ? ipv6() : Ip.ofV4(network() | dice.between(1, 254));
            if (taken.add(ip)) {
                return ip;
            }
        }
    }

    /** The first three numbers of an address outside of 0/8, 10/8, 127/8 and 224/3. */
    int network() {
        int first = dice.between(1, 223);
        return (first == 10 || first == 127 ? first + 1 : first) << 24 | dice.below(1 << 16) << 8;
    }

    /** As close to the others of its network as there is room. */
    Ip next(int network) {
        for (int tries = 0; tries < 300; tries++) {
            Ip ip = Ip.ofV4(network | dice.between(1, 254));
            if (taken.add(ip)) {
                return ip;
            }
        }
        return next();
    }

    private Ip ipv6() {
        long high = 0x2001L << 48 | (long) dice.below(1 << 30) << 16 | dice.below(1 << 16);
        return ClientResolver.SOCKETS.key(new Ip(high, dice.below(1 << 30)));
    }
}
