package io.abatis.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Networks of one family, in the order of their addresses, none within another. Immutable. */
final class Networks {

    /*
     * Two networks are either apart or one within the other. Once the inner ones are dropped, the network that may hold an address is the last
     * one that begins at or before it, and a binary search finds that.
     */

    private final long[] high;
    private final long[] low;
    private final byte[] bits; // of 128

    private Networks(List<Cidr> outer) {
        high = new long[outer.size()];
        low = new long[outer.size()];
        bits = new byte[outer.size()];
        for (int i = 0; i < bits.length; i++) {
            Cidr one = outer.get(i);
            high[i] = one.network().high();
            low[i] = one.network().low();
            bits[i] = (byte) (128 - one.network().width() + one.prefix());
        }
    }

    /** @param networks of one family, in any order */
    static Networks of(Collection<Cidr> networks) {
        List<Cidr> all = new ArrayList<>(networks);
        all.sort(Networks::outerFirst);
        List<Cidr> outer = new ArrayList<>();
        for (Cidr one : all) {
            if (outer.isEmpty() || !outer.get(outer.size() - 1).contains(one.network())) {
                outer.add(one);
            }
        }
        return new Networks(outer);
    }

    private static int outerFirst(Cidr one, Cidr other) {
        int byNetwork = one.network().compareTo(other.network());
        return byNetwork != 0 ? byNetwork : Integer.compare(one.prefix(), other.prefix());
    }

    int size() {
        return bits.length;
    }

    Cidr get(int index) {
        Ip network = new Ip(high[index], low[index]);
        return new Cidr(network, (bits[index] & 0xff) - 128 + network.width());
    }

    /** @param ip an address of this family */
    boolean contains(Ip ip) {
        int from = 0;
        int to = bits.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (beginsAfter(middle, ip)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from > 0 && holds(from - 1, ip);
    }

    private boolean beginsAfter(int index, Ip ip) {
        int byHigh = Long.compareUnsigned(high[index], ip.high());
        return byHigh != 0 ? byHigh > 0 : Long.compareUnsigned(low[index], ip.low()) > 0;
    }

    private boolean holds(int index, Ip ip) {
        int prefix = bits[index] & 0xff; // 128 is no positive byte
        return ((high[index] ^ ip.high()) & Ip.leading(prefix)) == 0
                && ((low[index] ^ ip.low()) & Ip.leading(prefix - 64)) == 0;
    }
}
