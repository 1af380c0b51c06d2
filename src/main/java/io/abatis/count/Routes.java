package io.abatis.count;

import io.abatis.call.MethodClass;
import org.jspecify.annotations.Nullable;

/** What is worked out of a call's name and is the same each time, remembered for the names that come often. Fixed in size, without locks, safe for all threads. */
final class Routes {
    /*
     * A keyed hash of a name takes as long as all else that is counted of a call. Names are few and come again: each has one place, and who comes last has it.
     * Threads race for places on purpose: an entry is immutable, and whoever reads one checks that it is of his name. To find names that share a place is
     * easy, and costs the others what they would have cost without places.
     */

    private static final int PLACES = 1 << 12;

    private final KeyedHash keyed;
    private final @Nullable Known[] places = new @Nullable Known[PLACES];

    /**
     * What is known of one name.
     *
     * @param hash the keyed one
     * @param method the class of its method
     */
    record Known(String name, long hash, MethodClass method) {}

    Routes(KeyedHash keyed) {
        this.keyed = keyed;
    }

    /** @param name of a call */
    Known of(String name) {
        int place = name.hashCode() * 0x9e3779b9 >>> 20;
        Known known = places[place];
        if (known == null || !known.name.equals(name)) {
            known = new Known(name, keyed.of(name), MethodClass.of(name));
            places[place] = known;
        }
        return known;
    }
}
